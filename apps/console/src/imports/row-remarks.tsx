import ProblemIcon from '@mui/icons-material/ErrorOutline';
import NoticeIcon from '@mui/icons-material/InfoOutlined';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ImportRow, RowRemark } from '../api/types.js';

/** Why a row is refused, and what was assumed for one that is taken: field, and the rule in words. */
export function RowRemarks({ row }: { row: ImportRow }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {row.problems.map((remark) => (
        <Remark key={`problem ${remark.pointer} ${remark.rule}`} remark={remark} problem />
      ))}
      {row.notices.map((remark) => (
        <Remark key={`notice ${remark.pointer} ${remark.rule}`} remark={remark} />
      ))}
    </Box>
  );
}

function Remark({ remark: { pointer, rule, message }, problem = false }: { remark: RowRemark; problem?: boolean }) {
  const translate = useTranslate();
  const Icon = problem ? ProblemIcon : NoticeIcon;
  return (
    <Box component="li" sx={{ display: 'flex', gap: 0.75, py: 0.25, overflowWrap: 'anywhere' }}>
      <Icon
        fontSize="small"
        color={problem ? 'error' : 'disabled'}
        titleAccess={translate(problem ? 'import.problem' : 'import.notice')}
      />
      <span>
        <code>{pointer.slice(1) || rule}</code>: {message}
      </span>
    </Box>
  );
}
