CREATE TABLE `delegations` (
	`id` text PRIMARY KEY NOT NULL,
	`absent` text NOT NULL,
	`stand_in` text NOT NULL,
	`unit` text NOT NULL,
	`role` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`reason` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	`revoked_at` integer
);
