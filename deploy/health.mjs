// The containers' health check: exit code 0 when the part on PORT says that it is well.
const { PORT, HEALTH_PATH = '/health/ready' } = process.env;
const answer = await fetch(`http://127.0.0.1:${PORT}${HEALTH_PATH}`).catch(() => undefined);
process.exitCode = answer?.ok === true ? 0 : 1;
