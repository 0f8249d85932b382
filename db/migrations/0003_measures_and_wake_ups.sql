ALTER TABLE `dossiers` ADD `reappointed_at` integer;--> statement-breakpoint
ALTER TABLE `dossiers` ADD `follows` text;--> statement-breakpoint
ALTER TABLE `dossiers` ADD `wake_at` integer;--> statement-breakpoint
CREATE INDEX `dossiers_to_wake` ON `dossiers` (`wake_at`) WHERE wake_at is not null;--> statement-breakpoint
CREATE INDEX `dossiers_following` ON `dossiers` (`follows`) WHERE follows is not null;