node scripts/audit-verify.ts export.jsonl --checkpoints checkpoints.json
