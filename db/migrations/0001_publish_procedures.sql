CREATE TABLE `procedure_documents` (
	`code` text NOT NULL,
	`version` text NOT NULL,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`text` text NOT NULL,
	`digest` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	PRIMARY KEY(`code`, `version`)
);
