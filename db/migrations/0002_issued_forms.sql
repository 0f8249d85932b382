-- Tables with a composite key are WITHOUT ROWID, as in the first migration.
CREATE TABLE `form_counters` (
	`unit` text NOT NULL,
	`year` integer NOT NULL,
	`form_set` text NOT NULL,
	`form` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`unit`, `year`, `form_set`, `form`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `issued_forms` (
	`dossier` integer NOT NULL,
	`form_set` text NOT NULL,
	`form` text NOT NULL,
	`event` integer NOT NULL,
	`unit` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`issued_by` text NOT NULL,
	`template` text NOT NULL,
	`digest` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`dossier`, `form_set`, `form`, `event`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `issued_forms_by_number` ON `issued_forms` (`unit`,`year`,`form_set`,`form`,`number`);