// Made from services/listings/openapi.json by `npm run types`.

export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HealthController.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HealthController.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/startup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HealthController.startup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MetricsController.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenApiController.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AuditEntriesController.search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CaseController.decideMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CaseController.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CaseController.one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CaseController.claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CaseController.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ImportController.list"];
        put?: never;
        post: operations["ImportController.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ImportController.one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ImportController.rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ImportController"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListingController.list"];
        put?: never;
        post: operations["ListingController.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListingController.one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ListingController.edit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ListingController.submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpsStatusController.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ParkedReplaysController.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ParkedReplaysController.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-replays/{id}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ParkedReplaysController.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-sequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ParkedSequencesController.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-sequences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ParkedSequencesController.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-sequences/{id}/discards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ParkedSequencesController.discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked-sequences/{id}/dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ParkedSequencesController.dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ReportController.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            requestId: string | null;
            actor: {
                /** @enum {string} */
                kind: "anonymous" | "person" | "service" | "system";
                id: string | null;
                roles: string[];
            };
            action: string;
            object: {
                kind: string;
                id: string;
            } | null;
            organizationId: string | null;
            /** @enum {string} */
            outcome: "allowed" | "denied" | "failed";
            reason: string | null;
            facts: {
                [key: string]: unknown;
            };
            seq: string | null;
        };
        Case: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "revision" | "report";
            /** @enum {string} */
            state: "open" | "claimed" | "decided";
            /** Format: uuid */
            listingId: string;
            listingName: string;
            /** Format: uuid */
            organizationId: string;
            organizationName: string | null;
            /** @enum {string} */
            organizationState: "unverified" | "verified" | "suspended";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            dueAt: string;
            checks: {
                code: string;
                /** @enum {string} */
                severity: "info" | "warning";
                message: string;
            }[];
            decision: ("approved" | "changes-requested" | "rejected" | "withdrawn") | null;
            /** Format: uuid */
            claimedBy?: string;
            /** Format: date-time */
            claimExpiresAt?: string;
            revision: {
                /** Format: uuid */
                id: string;
                content: components["schemas"]["ListingContent"];
                submittedAt: string | null;
                joinable: boolean;
            };
            published: components["schemas"]["ListingContent"] | null;
            nextSessions: {
                /** Format: date-time */
                start: string;
                /** Format: date-time */
                end: string;
                zone: string;
            }[];
            report?: {
                /** @enum {string} */
                reason: "wrong-details" | "not-held" | "not-a-support-group" | "unsafe" | "personal-data" | "spam" | "other";
                note: string | null;
                /** Format: date-time */
                reportedAt: string;
            };
            timeline: {
                /** Format: date-time */
                at: string;
                what: string;
                /** Format: uuid */
                by?: string;
                reasonCode?: string;
                note?: string;
            }[];
        };
        CaseSummary: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "revision" | "report";
            /** @enum {string} */
            state: "open" | "claimed" | "decided";
            /** Format: uuid */
            listingId: string;
            listingName: string;
            /** Format: uuid */
            organizationId: string;
            organizationName: string | null;
            /** @enum {string} */
            organizationState: "unverified" | "verified" | "suspended";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            dueAt: string;
            checks: {
                code: string;
                /** @enum {string} */
                severity: "info" | "warning";
                message: string;
            }[];
            decision: ("approved" | "changes-requested" | "rejected" | "withdrawn") | null;
            /** Format: uuid */
            claimedBy?: string;
            /** Format: date-time */
            claimExpiresAt?: string;
        };
        Import: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organizationId: string;
            /** @enum {string} */
            organizationState: "unverified" | "verified" | "suspended";
            fileName: string;
            /** @enum {string} */
            state: "checking" | "checked" | "running" | "stopped" | "done" | "failed";
            stoppedBecause: ("organization-suspended" | "access-ended") | null;
            counts: {
                total: number;
                create: number;
                revise: number;
                unchanged: number;
                refuse: number;
                applied: number;
                failed: number;
            };
            /** Format: date-time */
            createdAt: string;
        };
        ImportRow: {
            row: number;
            name: string | null;
            /** @enum {string} */
            outcome: "create" | "revise" | "unchanged" | "refuse";
            problems: {
                pointer: string;
                rule: string;
                message: string;
            }[];
            notices: {
                pointer: string;
                rule: string;
                message: string;
            }[];
            /** Format: uuid */
            listingId?: string;
        };
        Listing: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organizationId: string;
            organizationName: string | null;
            /** @enum {string} */
            organizationState: "unverified" | "verified" | "suspended";
            /** @enum {string} */
            state: "draft" | "in_review" | "published" | "paused" | "suspended" | "archived";
            version: number;
            published: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "draft" | "in_review" | "approved" | "changes_requested" | "rejected" | "withdrawn";
                /** Format: date-time */
                writtenAt: string;
                submittedAt: string | null;
                decidedAt: string | null;
            } | null;
            pending: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "draft" | "in_review" | "approved" | "changes_requested" | "rejected" | "withdrawn";
                /** Format: date-time */
                writtenAt: string;
                submittedAt: string | null;
                decidedAt: string | null;
            } | null;
            content: components["schemas"]["ListingContent"];
            privateContent?: {
                joinLink: string | null;
                joinNote: string | null;
                dialIn: string | null;
                dialInNote: string | null;
            };
            source?: {
                /** @constant */
                kind: "meeting-guide";
                key: string;
            };
            /** Format: date-time */
            updatedAt: string;
        };
        ListingContent: {
            name: string;
            summary: string;
            description: string;
            focuses: ("anxiety" | "depression" | "bipolar" | "eating-disorders" | "ptsd-trauma" | "ocd" | "psychosis" | "adhd" | "bpd" | "dissociation" | "grief-loss" | "suicide-loss" | "suicide-attempt-survivors" | "self-harm" | "addiction-recovery" | "dual-diagnosis" | "stress" | "burnout" | "loneliness" | "life-transitions" | "perinatal" | "chronic-illness" | "general-wellness")[];
            audiences: ("lived-experience" | "family" | "partners" | "parents" | "caregivers" | "friends" | "bereaved" | "youth" | "students" | "older-adults" | "women" | "men" | "non-binary" | "lgbtqia" | "veterans" | "first-responders" | "health-workers" | "bipoc" | "immigrants")[];
            /** @enum {string} */
            facilitation: "peer" | "professional" | "co-facilitated";
            /** @enum {string} */
            modality: "in-person" | "virtual" | "hybrid";
            venue: {
                /** @enum {string} */
                publicity: "public" | "area" | "accepted-only";
                name: string | null;
                street: string | null;
                locality: string | null;
                region: string | null;
                postalCode: string | null;
                country: string | null;
                point: {
                    latitude: number;
                    longitude: number;
                } | null;
                accessibility: string[];
            } | null;
            series: {
                zone: string;
                firstStart: string & (unknown & unknown);
                durationMinutes: number;
                rule: string | null;
                exceptions: (string & (unknown & unknown))[];
                overrides: {
                    session: string & (unknown & unknown);
                    start?: string & (unknown & unknown);
                    durationMinutes?: number;
                }[];
            };
            capacity: number | null;
            /** @enum {string} */
            openness: "open" | "closed";
            visitors: {
                allowed: boolean;
                note: string | null;
            };
            /** @enum {string} */
            registration: "drop-in" | "register" | "approval";
            ageRange: {
                min: number | null;
                max: number | null;
            };
            languages: string[];
            cost: {
                /** @enum {string} */
                kind: "free" | "donation" | "fee";
                note: string | null;
            };
            guidelines: string;
            contact: {
                email: string | null;
                phone: string | null;
                website: string | null;
            };
            assuredAt: string | null;
        };
        ListingContentInput: {
            name: string;
            summary: string;
            description: string;
            focuses: ("anxiety" | "depression" | "bipolar" | "eating-disorders" | "ptsd-trauma" | "ocd" | "psychosis" | "adhd" | "bpd" | "dissociation" | "grief-loss" | "suicide-loss" | "suicide-attempt-survivors" | "self-harm" | "addiction-recovery" | "dual-diagnosis" | "stress" | "burnout" | "loneliness" | "life-transitions" | "perinatal" | "chronic-illness" | "general-wellness")[];
            audiences: ("lived-experience" | "family" | "partners" | "parents" | "caregivers" | "friends" | "bereaved" | "youth" | "students" | "older-adults" | "women" | "men" | "non-binary" | "lgbtqia" | "veterans" | "first-responders" | "health-workers" | "bipoc" | "immigrants")[];
            /** @enum {string} */
            facilitation: "peer" | "professional" | "co-facilitated";
            /** @enum {string} */
            modality: "in-person" | "virtual" | "hybrid";
            venue: {
                /** @enum {string} */
                publicity: "public" | "area" | "accepted-only";
                name: string | null;
                street: string | null;
                locality: string | null;
                region: string | null;
                postalCode: string | null;
                country: string | null;
                point: {
                    latitude: number;
                    longitude: number;
                } | null;
                accessibility: string[];
            } | null;
            series: {
                zone: string;
                firstStart: string & (unknown & unknown);
                durationMinutes: number;
                rule: string | null;
                exceptions: (string & (unknown & unknown))[];
                overrides: {
                    session: string & (unknown & unknown);
                    start?: string & (unknown & unknown);
                    durationMinutes?: number;
                }[];
            };
            capacity: number | null;
            /** @enum {string} */
            openness: "open" | "closed";
            visitors: {
                allowed: boolean;
                note: string | null;
            };
            /** @enum {string} */
            registration: "drop-in" | "register" | "approval";
            ageRange: {
                min: number | null;
                max: number | null;
            };
            languages: string[];
            cost: {
                /** @enum {string} */
                kind: "free" | "donation" | "fee";
                note: string | null;
            };
            guidelines: string;
            contact: {
                email: string | null;
                phone: string | null;
                website: string | null;
            };
            assuredAt: string | null;
        };
        OpsStatus: {
            service: string;
            version: string;
            /** Format: date-time */
            startedAt: string;
            ready: boolean;
            checks: {
                [key: string]: boolean;
            };
            outbox: {
                depth: number;
                oldestAgeSeconds: number;
                setAside: number;
            } | null;
            consumers: {
                topic: string;
                lag: number;
                committedAt: string | null;
            }[];
            parked: number | null;
            unknown: ("outbox" | "consumers" | "parked")[];
        };
        ParkedAction: {
            /** Format: date-time */
            at: string;
            actor: string;
            /** @enum {string} */
            action: "show" | "dry-run" | "replay" | "replay-cancelled" | "replay-ended" | "discard";
            reason: string | null;
            outcome: {
                [key: string]: number;
            } | null;
        };
        ParkedDiscard: {
            discarded: number;
            left: number;
        };
        ParkedDryRun: {
            /** Format: uuid */
            sequenceId: string;
            events: number;
            items: {
                id: string;
                version: number | null;
                /** @enum {string} */
                outcome: "would-apply" | "superseded" | "gap" | "undecodable" | "would-fail" | "would-wait" | "behind" | "not-tried";
                reason: ("handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema") | null;
                errorClass: string | null;
                missing: {
                    from: number;
                    to: number;
                } | null;
            }[];
        };
        ParkedEvent: {
            id: string;
            type: string | null;
            version: number | null;
            /** @enum {string} */
            reason: "handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema";
            errorClass: string | null;
            attempts: number;
            partition: number;
            offset: string;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            headers: {
                name: string;
                value: string;
            }[];
            unknownHeaders: number;
            content: {
                bytes: number | null;
                sha256: string | null;
                fields: {
                    pointer: string;
                    value: string;
                }[];
                unknownKeys: number;
            };
        };
        ParkedReplay: {
            /** Format: uuid */
            id: string;
            sequenceId: string | null;
            reason: ("handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema") | null;
            acceptGap: string | null;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "cancelled";
            sequences: number;
            total: number;
            done: number;
            applied: number;
            superseded: number;
            parkedAgain: number;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
        };
        ParkedSequence: {
            /** Format: uuid */
            id: string;
            topic: string;
            subject: string | null;
            /** @enum {string} */
            reason: "handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema";
            errorClass: string | null;
            attempts: number;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            events: number;
            versions: {
                from: number;
                to: number;
            } | null;
            replayId: string | null;
        };
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors?: {
                pointer: string;
                rule: string;
                detail: string;
                in?: string;
            }[];
            requestId: string;
        } & {
            [key: string]: unknown;
        };
        WholeParkedSequence: {
            /** Format: uuid */
            id: string;
            topic: string;
            subject: string | null;
            /** @enum {string} */
            reason: "handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema";
            errorClass: string | null;
            attempts: number;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            events: number;
            versions: {
                from: number;
                to: number;
            } | null;
            replayId: string | null;
            items: components["schemas"]["ParkedEvent"][];
            actions: components["schemas"]["ParkedAction"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "HealthController.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "up";
                        checks?: {
                            [key: string]: boolean;
                        };
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "HealthController.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "up";
                        checks?: {
                            [key: string]: boolean;
                        };
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "HealthController.startup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "up";
                        checks?: {
                            [key: string]: boolean;
                        };
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "MetricsController.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OpenApiController.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AuditEntriesController.search": {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                object?: string;
                outcome?: "allowed" | "denied" | "failed";
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "CaseController.decideMany": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    caseIds: string[];
                    /** @enum {string} */
                    decision: "approved" | "changes-requested" | "rejected";
                    /** @enum {string} */
                    reasonCode: "meets-guidelines" | "schedule-unclear" | "contact-missing" | "personal-data" | "description-unclear" | "duplicate" | "not-a-support-group" | "unsafe" | "spam" | "cannot-verify";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: ({
                            /** Format: uuid */
                            caseId: string;
                            /** @constant */
                            outcome: "decided";
                        } | {
                            /** Format: uuid */
                            caseId: string;
                            /** @constant */
                            outcome: "failed";
                            problem: {
                                code: string;
                                detail: string;
                            };
                        })[];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "CaseController.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "claimed" | "decided";
                kind?: "revision" | "report";
                organizationId?: string;
                sort?: "dueAt" | "openedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CaseSummary"][];
                        next: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "CaseController.one": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "CaseController.claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "CaseController.decide": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approved" | "changes-requested" | "rejected";
                    /** @enum {string} */
                    reasonCode: "meets-guidelines" | "schedule-unclear" | "contact-missing" | "personal-data" | "description-unclear" | "duplicate" | "not-a-support-group" | "unsafe" | "spam" | "cannot-verify";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ImportController.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                organizationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Import"][];
                        next: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ImportController.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    organizationId: string;
                    fileName: string;
                    feed: string;
                    defaults: {
                        focuses: ("anxiety" | "depression" | "bipolar" | "eating-disorders" | "ptsd-trauma" | "ocd" | "psychosis" | "adhd" | "bpd" | "dissociation" | "grief-loss" | "suicide-loss" | "suicide-attempt-survivors" | "self-harm" | "addiction-recovery" | "dual-diagnosis" | "stress" | "burnout" | "loneliness" | "life-transitions" | "perinatal" | "chronic-illness" | "general-wellness")[];
                        audiences: ("lived-experience" | "family" | "partners" | "parents" | "caregivers" | "friends" | "bereaved" | "youth" | "students" | "older-adults" | "women" | "men" | "non-binary" | "lgbtqia" | "veterans" | "first-responders" | "health-workers" | "bipoc" | "immigrants")[];
                        /** @enum {string} */
                        facilitation: "peer" | "professional" | "co-facilitated";
                        durationMinutes: number;
                        language: string;
                        zone?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ImportController.one": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ImportController.rows": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                outcome?: "create" | "revise" | "unchanged" | "refuse";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRow"][];
                        next: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ImportController: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ListingController.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                organizationId?: string;
                state?: "draft" | "in_review" | "published" | "paused" | "suspended" | "archived";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Listing"][];
                        next: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ListingController.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    organizationId: string;
                    content: components["schemas"]["ListingContentInput"];
                    privateContent?: {
                        joinLink: string | null;
                        joinNote: string | null;
                        dialIn: string | null;
                        dialInNote: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ListingController.one": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ListingController.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of the version that was edited */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content: components["schemas"]["ListingContentInput"];
                    privateContent?: {
                        joinLink: string | null;
                        joinNote: string | null;
                        dialIn: string | null;
                        dialInNote: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ListingController.submit": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OpsStatusController.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpsStatus"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedReplaysController.start": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    sequenceId?: string;
                    /** @enum {string} */
                    reason?: "handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema";
                    acceptGap?: {
                        reason: string;
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedReplay"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedReplaysController.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedReplay"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedReplaysController.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedReplay"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedSequencesController.list": {
        parameters: {
            query?: {
                reason?: "handler-failed" | "behind-parked" | "version-gap" | "tombstone" | "too-large" | "header-missing" | "header-duplicate" | "header-malformed" | "unknown-type" | "wrong-topic" | "not-utf8" | "not-json" | "too-deep" | "schema";
                topic?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ParkedSequence"][];
                        next: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedSequencesController.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeParkedSequence"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedSequencesController.discard": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    eventId?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedDiscard"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ParkedSequencesController.dryRun": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    acceptGap?: boolean;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedDryRun"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ReportController.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description makes the request safe to repeat: the same key with the same body has one effect */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    listingId: string;
                    /** @enum {string} */
                    reason: "wrong-details" | "not-held" | "not-a-support-group" | "unsafe" | "personal-data" | "spam" | "other";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                    };
                };
            };
            /** @description More than 10 requests in 600 seconds, of one client or one person */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again */
                    "Retry-After"?: number;
                    /** @description What is left, and in how many seconds all of it is there again; before a refusal for signed-in people alone */
                    RateLimit?: string;
                    /** @description How many requests in how many seconds */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
