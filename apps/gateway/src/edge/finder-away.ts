/** What a seeker sees while the public pages are away: whole in itself, and never a dead end. */
export const finderAway = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>OpenCircle</title>
</head>
<body>
<main>
<h1>Something on our side is not answering</h1>
<p>It is not your fault. Wait a moment, then load this page again.</p>
<p>If you are in crisis now: call or text <a href="tel:988">988</a> (United States, free, day and night).
In danger? Call <a href="tel:911">911</a>.</p>
<section lang="es">
<h2>Algo de nuestro lado no responde</h2>
<p>No es culpa suya. Espere un momento y vuelva a cargar esta página.</p>
<p>Si está en crisis ahora: llame al <a href="tel:988">988</a> y oprima 2 (Estados Unidos, gratis, día y noche).
¿Está en peligro? Llame al <a href="tel:911">911</a>.</p>
</section>
</main>
</body>
</html>
`;
