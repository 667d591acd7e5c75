/**
 * The steps from an empty file to the present shape; `PRAGMA user_version` counts those taken. A step that was released is
 * never changed: what comes later is a new one.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    deleted_at INTEGER,
    process_id INTEGER NOT NULL,
    document TEXT NOT NULL,
    graph_hash TEXT NOT NULL,
    group_key TEXT NOT NULL,
    data_choice TEXT NOT NULL,
    data_hash TEXT,
    task TEXT NOT NULL,
    train_count INTEGER NOT NULL,
    validation_count INTEGER NOT NULL,
    test_count INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    epochs INTEGER NOT NULL DEFAULT 0,
    epochs_planned INTEGER NOT NULL,
    best_epoch INTEGER NOT NULL DEFAULT 0,
    is_test_only INTEGER NOT NULL,
    device TEXT NOT NULL,
    versions TEXT NOT NULL,
    error TEXT,
    seconds REAL,
    parameters INTEGER,
    flops REAL,
    memory_bytes REAL,
    images_per_second REAL,
    loss REAL,
    accuracy REAL,
    val_loss REAL,
    val_accuracy REAL,
    test_loss REAL,
    test_accuracy REAL
  ) STRICT;
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE TABLE epochs (
    run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    metrics TEXT NOT NULL,
    PRIMARY KEY (run_id, epoch)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE results (
    run_id TEXT PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
    curve BLOB NOT NULL,
    classes TEXT NOT NULL,
    confusion TEXT,
    mean_iou REAL,
    labels BLOB,
    predicted BLOB,
    probabilities BLOB
  ) STRICT;
  CREATE TABLE tags (
    run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (run_id, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sketches (
    graph_hash TEXT PRIMARY KEY,
    sketch TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Runs that end early by themselves have one too.
  'ALTER TABLE runs RENAME COLUMN error TO reason',
  `
  ALTER TABLE results ADD COLUMN top_k TEXT;
  ALTER TABLE results ADD COLUMN calibration TEXT;
  `,
  // Where a run of the queue comes from: its sweep and what was varied, as JSON.
  'ALTER TABLE runs ADD COLUMN origin TEXT',
  // ROC and precision-recall curves of each class; of masks the part of each picture's pixels that is right.
  `
  ALTER TABLE results ADD COLUMN curves BLOB;
  ALTER TABLE results ADD COLUMN pixel_accuracies BLOB;
  `,
]
