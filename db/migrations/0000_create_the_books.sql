-- Tables with a composite key are WITHOUT ROWID: the key is the row's place, one B-tree instead of two.
CREATE TABLE `answers` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`request` text NOT NULL,
	`dossier` text NOT NULL,
	`version` integer NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`actor`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `dossiers` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`origin` text NOT NULL,
	`procedure` text NOT NULL,
	`procedure_version` text,
	`channel` text NOT NULL,
	`status` integer NOT NULL,
	`desk` text,
	`lead` text,
	`applicant_name` text,
	`received_at` integer NOT NULL,
	`due_at` integer,
	`late_from` integer,
	`finished_at` integer,
	`closed_at` integer,
	`returned_at` integer,
	`outcome` text,
	`head` text NOT NULL,
	`events` integer NOT NULL,
	`state` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_by_code` ON `dossiers` (`code`);--> statement-breakpoint
CREATE INDEX `dossiers_by_desk` ON `dossiers` (`desk`,`id`) WHERE desk is not null;--> statement-breakpoint
CREATE INDEX `dossiers_by_lead` ON `dossiers` (`lead`,`id`) WHERE lead is not null;--> statement-breakpoint
CREATE TABLE `events` (
	`dossier` integer NOT NULL,
	`no` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`payload` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`dossier`, `no`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `participations` (
	`dossier` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`role` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`accountable` integer NOT NULL,
	`late` integer NOT NULL,
	`overdue_from` integer,
	`without_due` integer NOT NULL,
	PRIMARY KEY(`dossier`, `kind`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `participations_overdue` ON `participations` (`kind`,`key`,`overdue_from`) WHERE overdue_from is not null;--> statement-breakpoint
CREATE INDEX `participations_closed` ON `participations` (`kind`,`closed_at`) WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX `participations_open_overdue` ON `participations` (`kind`,`key`,`overdue_from`) WHERE closed_at is null and overdue_from is not null;--> statement-breakpoint
CREATE INDEX `participations_overdue_from` ON `participations` (`kind`,`overdue_from`) WHERE overdue_from is not null;--> statement-breakpoint
CREATE INDEX `participations_opened` ON `participations` (`kind`,`opened_at`);--> statement-breakpoint
CREATE TABLE `tallies` (
	`kind` text NOT NULL,
	`grain` text NOT NULL,
	`span` integer NOT NULL,
	`key` text NOT NULL,
	`opened` integer NOT NULL,
	`closed` integer NOT NULL,
	`resolved` integer NOT NULL,
	`resolved_late` integer NOT NULL,
	`went_over` integer NOT NULL,
	`overdue_ended` integer NOT NULL,
	`opened_without_due` integer NOT NULL,
	`closed_without_due` integer NOT NULL,
	`resolved_without_due` integer NOT NULL,
	PRIMARY KEY(`kind`, `grain`, `span`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tasks` (
	`dossier` integer NOT NULL,
	`no` integer NOT NULL,
	`step` text NOT NULL,
	`unit` text NOT NULL,
	`role` text NOT NULL,
	`official` text,
	`opened_at` integer NOT NULL,
	`due_at` integer,
	`late_from` integer,
	`finished_at` integer,
	`end` text,
	`allowed_minutes` integer,
	`used_minutes` integer,
	`late` integer NOT NULL,
	PRIMARY KEY(`dossier`, `no`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `open_tasks_by_unit` ON `tasks` (`unit`,`dossier`) WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX `open_tasks_by_official` ON `tasks` (`official`,`dossier`) WHERE finished_at is null and official is not null;--> statement-breakpoint
CREATE INDEX `tasks_by_unit` ON `tasks` (`unit`,`dossier`);--> statement-breakpoint
CREATE TABLE `official_roles` (
	`official` text NOT NULL,
	`unit` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`official`, `unit`, `role`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `official_roles_by_unit` ON `official_roles` (`unit`);--> statement-breakpoint
CREATE TABLE `officials` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `receipt_counters` (
	`unit` text NOT NULL,
	`day` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`unit`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`label` text NOT NULL,
	`scopes` text NOT NULL,
	`roles` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`parent` text,
	`name` text NOT NULL,
	`name_en` text,
	`level` text NOT NULL,
	`function` text NOT NULL,
	`identifier` text,
	`rated` integer NOT NULL,
	`office_hours` text,
	`origin` text NOT NULL
);
