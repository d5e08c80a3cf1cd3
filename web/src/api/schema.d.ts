// Made by `npm run gen` from api/openapi.json. Never edited by hand.

export interface paths {
    "/api/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cases that may be about the same matter as what is typed */
        post: operations["findAlike"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Areas that group towns */
        get: operations["listAreas"];
        /** Add or change an area */
        put: operations["saveArea"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a room, or say that somebody is away, for a time */
        post: operations["addBlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take that back */
        delete: operations["deleteBlock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/breaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Committees not composed as they must be */
        get: operations["listBreaches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own commands for many cases, newest first */
        get: operations["listBulk"];
        put?: never;
        /** Ask what one command would do to each case of a selection; nothing is done yet */
        post: operations["beginBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, and why cases are refused */
        get: operations["getBulk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its cases, one by one */
        get: operations["listBulkLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a job do it to every case that would not be refused */
        post: operations["startBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop before the next case, or throw away what was not started */
        post: operations["stopBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back all that was done; only for some minutes after its end */
        post: operations["undoBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Official days of a year */
        get: operations["getYear"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger */
        get: operations["listCases"];
        put?: never;
        /** Register a dispute */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts above the ledger */
        get: operations["countCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a text finds, while it is typed */
        get: operations["suggestCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case */
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command accept */
        post: operations["case_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/add_hazard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command add_hazard */
        post: operations["case_add_hazard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/add_party": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command add_party */
        post: operations["case_add_party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases that may be about the same matter */
        get: operations["listAlike"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command answer */
        post: operations["case_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/answer_data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command answer_data */
        post: operations["case_answer_data"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/apply_court": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command apply_court */
        post: operations["case_apply_court"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command archive */
        post: operations["case_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/ask_data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command ask_data */
        post: operations["case_ask_data"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/ask_extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command ask_extension */
        post: operations["case_ask_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command assign */
        post: operations["case_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/attach_file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command attach_file */
        post: operations["case_attach_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/breach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command breach */
        post: operations["case_breach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/cancel_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command cancel_session */
        post: operations["case_cancel_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/caucus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command caucus */
        post: operations["case_caucus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/clocks/{clock}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a clock has its colour */
        get: operations["explainClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command close */
        post: operations["case_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/conceal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command conceal */
        post: operations["case_conceal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/confide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command confide */
        post: operations["case_confide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/confirm_party": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command confirm_party */
        post: operations["case_confirm_party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command contact */
        post: operations["case_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command correct */
        post: operations["case_correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/data/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the case holds about who asked for it; file is the request's id with .pdf or .json */
        get: operations["getOwnData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/decide_extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command decide_extension */
        post: operations["case_decide_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command decline */
        post: operations["case_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/designate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command designate */
        post: operations["case_designate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/draft_agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command draft_agreement */
        post: operations["case_draft_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command escalate */
        post: operations["case_escalate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** History of a case, newest first */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command fail */
        post: operations["case_fail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo or document of a case */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/files/{file}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo of a case, drawn small */
        get: operations["getPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/files/{file}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A text of a case, in UTF-8 */
        get: operations["getFileText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/forms/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A form without a number; file is its kind with .pdf or .docx; alias and reason as for a numbered document */
        get: operations["getForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command handover */
        post: operations["case_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command hold */
        post: operations["case_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command join */
        post: operations["case_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command link */
        post: operations["case_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command merge */
        post: operations["case_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/move_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command move_session */
        post: operations["case_move_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command name */
        post: operations["case_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/opine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command opine */
        post: operations["case_opine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command pause */
        post: operations["case_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/perform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command perform */
        post: operations["case_perform"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/plan_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command plan_session */
        post: operations["case_plan_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked */
        get: operations["listReaders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command recall */
        post: operations["case_recall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/record_court": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command record_court */
        post: operations["case_record_court"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/record_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command record_session */
        post: operations["case_record_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/refer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command refer */
        post: operations["case_refer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/remove_hazard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command remove_hazard */
        post: operations["case_remove_hazard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command reopen */
        post: operations["case_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command report */
        post: operations["case_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command resume */
        post: operations["case_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command return */
        post: operations["case_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A party's numbers in plain, for a reason on record */
        post: operations["reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command screen */
        post: operations["case_screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command settle */
        post: operations["case_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/share_caucus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command share_caucus */
        post: operations["case_share_caucus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command sign */
        post: operations["case_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/slips/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A numbered document; file is its id with .pdf or .docx. A concealed party stands by the alias; alias=false prints the name, for a reason on the list of readers */
        get: operations["getSlip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/tag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command tag */
        post: operations["case_tag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command triage */
        post: operations["case_triage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/unhold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command unhold */
        post: operations["case_unhold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command unlink */
        post: operations["case_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command unmerge */
        post: operations["case_unmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/unname": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command unname */
        post: operations["case_unname"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command visit */
        post: operations["case_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/waive_court": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command waive_court */
        post: operations["case_waive_court"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command withdraw */
        post: operations["case_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Code lists as they hold today */
        get: operations["getCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of an organisation */
        get: operations["listColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions in a stretch of time */
        get: operations["listDiary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diary/days/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of a day on paper; file is the day with .pdf or .docx */
        get: operations["getDayList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diary/unit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rooms and people of the unit acted for, and when they cannot be had */
        get: operations["getDiaryUnit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one was told of views, newest first */
        get: operations["listDigests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/digests/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All of it has been seen */
        post: operations["sawDigests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is half typed */
        get: operations["listDrafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One draft with its content */
        get: operations["getDraft"];
        /** Keep what is typed */
        put: operations["putDraft"];
        post?: never;
        /** Throw a draft away */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own exports, and the columns they can have */
        get: operations["listExports"];
        put?: never;
        /** Ask for a table of cases; a job makes it */
        post: operations["beginExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop an export, or throw its file away */
        delete: operations["cancelExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of an export, for who asked */
        get: operations["fetchExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions for a calendar program; file is the secret with .ics */
        get: operations["readFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a file, to be attached to a case */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Malware found in one's own files; for administrators in anybody's, without names */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was found in one's own files has been seen */
        post: operations["toldFindings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hours/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** When somebody works */
        put: operations["putHours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/immediate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Immediate mediation, start to end */
        post: operations["immediate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import from a CSV or XLSX file */
        post: operations["importDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import from a CSV or XLSX file */
        post: operations["importOrgs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import from a CSV or XLSX file */
        post: operations["importRegions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import from a CSV or XLSX file */
        post: operations["importUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed checkpoints of the record */
        get: operations["ledgerStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/proof/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prove that an entry is under a signed checkpoint */
        get: operations["proveEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/streams/{stream}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Record of administration */
        get: operations["readStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the whole record and prove it untouched; one JSON object a line */
        post: operations["verifyLedger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Code lists and their sources */
        get: operations["listLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A code list with past entries */
        get: operations["getList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{list}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an entry from a day on */
        put: operations["reviseItem"];
        /** Add an entry */
        post: operations["addItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{list}/items/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Retire an entry */
        delete: operations["retireItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own second factor */
        get: operations["getFactor"];
        put?: never;
        /** A secret for one's app; the factor holds once confirmed */
        post: operations["beginFactor"];
        /** Go without a second factor */
        delete: operations["removeFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show that the app has the secret; answers with the recovery codes */
        post: operations["confirmFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes; the former ones are void */
        post: operations["renewRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's addresses for calendar programs */
        get: operations["listFeeds"];
        put?: never;
        /** Make a secret address for a calendar program */
        post: operations["makeFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an address */
        delete: operations["endFeed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/lang": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the language */
        put: operations["setLanguage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one is linked to the provider */
        get: operations["getLink"];
        put?: never;
        post?: never;
        /** No longer sign in by way of the provider */
        delete: operations["unlinkMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose another password */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own sessions */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a member */
        put: operations["updateMember"];
        post?: never;
        /** A member leaves */
        delete: operations["leaveMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/months": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases of some months by organisation, kind and state */
        get: operations["listMonths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the provider sends the browser back to */
        get: operations["oidcCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code of the second factor, after the provider */
        post: operations["enterCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Address at the provider to be linked to whom one is there */
        post: operations["departLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Address at the provider to prove again who one is */
        post: operations["departProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oidc/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Address at the provider to sign in */
        post: operations["departSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations */
        get: operations["listOrgs"];
        put?: never;
        /** Create an organisation */
        post: operations["createOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An organisation */
        get: operations["getOrg"];
        /** Change an organisation */
        put: operations["updateOrg"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close it; open cases go to the successor */
        post: operations["closeOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a member */
        post: operations["addMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merge it into another */
        post: operations["mergeOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orgs/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hang it under another */
        post: operations["moveOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Time limits and other policies */
        get: operations["listPolicies"];
        /** Replace a policy from a day on */
        put: operations["revisePolicy"];
        /** Add a policy */
        post: operations["addPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a policy from today on */
        delete: operations["retirePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant a post */
        post: operations["grantPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a post */
        delete: operations["endPost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Divisions */
        get: operations["listRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found, proposed and destroyed */
        get: operations["listBatches"];
        put?: never;
        /** Put files before a second person */
        post: operations["proposeBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A batch with its files */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches/{id}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate of what was destroyed */
        get: operations["getCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve, and have it destroyed, or refuse */
        post: operations["decideBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches/{id}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put what the nightly job found before a second person */
        post: operations["takeUpBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/batches/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it go */
        post: operations["withdrawBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files whose time of keeping ends by a day */
        get: operations["listEnding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meeting rooms that an organisation may use: its own and those of the units above */
        get: operations["listRooms"];
        put?: never;
        /** Add a meeting room */
        post: operations["addRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a meeting room */
        put: operations["updateRoom"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works with the console */
        get: operations["getSession"];
        put?: never;
        /** Sign in */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/acting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the post acted for */
        put: operations["act"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove again who one is, before an act that does harm in wrong hands */
        post: operations["prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to sign in */
        get: operations["waysIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The most bytes of a file, by what it is */
        get: operations["uploadLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Announce a file that comes in parts, or ask how much of it has come; id is a UUID of the sender's */
        put: operations["beginUpload"];
        post?: never;
        /** Give a file on its way up */
        delete: operations["dropUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the parts a file, to be attached to a case */
        post: operations["finishUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bytes from one on */
        post: operations["sendPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts */
        get: operations["listUsers"];
        put?: never;
        /** Make an account */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account */
        get: operations["getUser"];
        /** Correct how somebody is called and reached */
        put: operations["updateUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close or open an account */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away the second factor of somebody who lost it */
        delete: operations["resetFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who somebody is at the provider */
        put: operations["linkUser"];
        post?: never;
        /** Let somebody no longer sign in by way of the provider */
        delete: operations["unlinkUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New one-time code */
        post: operations["resetUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all sessions of a user */
        post: operations["revokeSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Filters of the ledger under a name: one's own, and those units share */
        get: operations["listViews"];
        put?: never;
        /** Keep a filter of the ledger under a name, or share it with the unit */
        post: operations["saveView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a view away, for all who have it */
        delete: operations["removeView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Be told of a view each day or each week, or no more */
        put: operations["subscribeView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has to be done */
        get: operations["listWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/work/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much has to be done */
        get: operations["countWork"];
        put?: never;
        post?: never;
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
        Accept: {
            note?: string;
        };
        AccountOut: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            id: string;
            /** @description may sign in by way of the provider */
            linked: boolean;
            mustChange: boolean;
            name: string;
            phone?: string;
            posts: components["schemas"]["AccountPost"][];
            secondFactor: boolean;
            username: string;
            /** Format: int64 */
            version: number;
        };
        AccountPost: {
            custom?: string[] | null;
            from: string;
            id: string;
            orgId: string;
            orgName: string;
            role: string;
            scope: string;
            until?: string;
        };
        ActingInBody: {
            postId: string;
        };
        AddHazard: {
            measures: string;
            /** @description an offence against public order or a crime threatens */
            offence?: boolean;
            reportedTo?: string;
            what: string;
        };
        AddParty: {
            party: components["schemas"]["PartyInput"];
        };
        AgendaOut: {
            items: components["schemas"]["AppointmentOut"][];
            /** @description there are more than are shown */
            more: boolean;
        };
        Agreement: {
            clerk: string;
            /** Format: date-time */
            concludedAt?: string;
            confirmations: components["schemas"]["Confirmation"][] | null;
            court?: components["schemas"]["Court"];
            courtHints?: string[] | null;
            /** Format: date-time */
            createdAt: string;
            effectiveOn?: string;
            facts: string;
            /** @enum {string} */
            form: "written" | "oral";
            id: string;
            issues: string;
            manner: string;
            mediators: string[] | null;
            no: string;
            obligations: components["schemas"]["Obligation"][] | null;
            place: string;
            sealedOn?: string;
            /** @enum {string} */
            state: "draft" | "concluded" | "superseded";
            terms: string[] | null;
        };
        AlikeInput: {
            address?: string;
            facts?: string;
            parties?: components["schemas"]["AlikeParty"][] | null;
            region?: string;
        };
        AlikeOut: {
            cause: string;
            holderName: string;
            id: string;
            /**
             * Format: int64
             * @description percent of the text that is the same, 0 below the threshold
             */
            like: number;
            /**
             * Format: int64
             * @description parties of the same or a similar name in the same town within a year
             */
            names: number;
            no: string;
            /** @description a party has the same telephone or identity number */
            number: boolean;
            /** @description the address is named in it, in the same town within a year */
            place: boolean;
            /** Format: date-time */
            reportedAt: string;
            state: string;
            title: string;
        };
        AlikeParty: {
            idNumber?: string;
            name?: string;
            phone?: string;
        };
        AnnounceInBody: {
            /** @description SHA-256 of the bytes sent, hex; checked at the end when given */
            digest?: string;
            name: string;
            /** @description keep the bytes as they are, as evidence; else what a picture says beside what it shows is left out */
            original?: boolean;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
        };
        Answer: {
            /** @enum {string} */
            how: "contacted" | "explained";
            /** @description with contacted: party id of who was spoken with */
            party?: string;
            voice: string;
            /** @description with contacted: code list contact_way */
            way?: string;
            /** @description shown on the tracking page: no names, no numbers */
            words: string;
        };
        AnswerData: {
            /** @enum {string} */
            decision: "granted" | "partly" | "refused";
            /** @description of a correction: parties.<id>.<field> of that person */
            field?: string;
            /**
             * @description how it was checked who asks, where that was not done yet; who is unproven is refused
             * @enum {string}
             */
            identity?: "" | "paper" | "known" | "agent" | "unproven";
            /** @description of a correction: what stands there from now on */
            new?: string;
            /** @description of a correction: what stands there now */
            old?: string;
            /** @description party id, where it was asked on the tracking page */
            party?: string;
            reason?: string;
            request: string;
        };
        ApplyCourt: {
            court: string;
            /** @description both parties apply together */
            joint: boolean;
            on: string;
        };
        AppointmentOut: {
            /** @description who of them is away at the time: somebody else is needed */
            away: string[];
            case: string;
            caseNo: string;
            confidential: boolean;
            /** @description the official holiday on that day */
            dayOff?: string;
            /** Format: date-time */
            from: string;
            /** @enum {string} */
            kind: "immediate" | "ordinary" | "panel" | "joint";
            mediators: string[];
            moved: boolean;
            /**
             * Format: int64
             * @description of the session within the case
             */
            number: number;
            org: string;
            orgName: string;
            place: string;
            room?: string;
            roomClosed: boolean;
            separate: boolean;
            session: string;
            /** @enum {string} */
            state: "planned" | "held" | "cancelled";
            title: string;
            /** Format: date-time */
            until: string;
        };
        Archive: {
            /** @description 卷宗情况说明 */
            note?: string;
            retention: string;
        };
        AreaOut: {
            code: string;
            /** @description six digits */
            county: string;
            name: string;
            /** Format: int64 */
            position: number;
        };
        AskData: {
            /**
             * @description how it was checked who asks
             * @enum {string}
             */
            identity: "paper" | "known" | "agent";
            /** @enum {string} */
            kind: "see" | "copy" | "correct" | "delete";
            /** @description party id of whose data it is */
            party: string;
            /** @description in the person's words */
            text: string;
        };
        AskExtension: {
            /** @description both parties agree to go on */
            consent: boolean;
            /** Format: int64 */
            days: number;
            reason: string;
        };
        Assign: {
            /** @description organisations that assist (协办) */
            assist?: string[] | null;
            /** @description organisations informed (抄告) */
            copy?: string[] | null;
            /** @description YYYY-MM-DD; never later than the policy's limit */
            dueOn?: string;
            duties?: ("investigate" | "persuade" | "stabilise" | "settle")[] | null;
            goal: string;
            /** @description user id; may be left to the unit, which names one when it signs */
            handler?: string;
            /** @description organisation that leads (主办) */
            lead: string;
            /** @description responsible leader by name */
            leader: string;
            reason?: string;
        };
        Assignment: {
            dueOn?: string;
            duties?: string[] | null;
            /** Format: date-time */
            endedAt?: string;
            from: string;
            goal: string;
            handler: string;
            handlerName: string;
            id: string;
            /** Format: date-time */
            issuedAt: string;
            issuedBy: string;
            /** @enum {string} */
            kind: "assign" | "designate" | "escalate" | "join" | "self" | "succeed";
            leader: string;
            opinion?: string;
            /** Format: date-time */
            opinionAt?: string;
            reason?: string;
            role: string;
            /** Format: date-time */
            signedAt?: string;
            state: string;
            to: string;
            toName: string;
        };
        AttachFile: {
            file: components["schemas"]["FileInput"];
        };
        BackInBody: {
            /** @description path of the console to go on with */
            back?: string;
        };
        BatchItemOut: {
            /** Format: date-time */
            at?: string;
            case: string;
            category: string;
            dueOn: string;
            /** Format: int64 */
            files: number;
            from: string;
            no: string;
            /** @enum {string} */
            outcome: "" | "destroyed" | "kept";
            period: string;
            /** @description in words */
            why?: string;
            /** Format: int64 */
            years: number;
        };
        BatchListOut: {
            items: components["schemas"]["BatchOut"][] | null;
        };
        BatchOut: {
            /**
             * Format: int64
             * @description in it; -1 for a number too small to be told, here and below
             */
            cases: number;
            /** Format: date-time */
            decidedAt?: string;
            /** @description by name */
            decidedBy: string;
            /** Format: int64 */
            destroyed: number;
            /** Format: date-time */
            doneAt?: string;
            /**
             * Format: int64
             * @description the least number that is told, where any of them is not
             */
            few?: number;
            /** Format: int64 */
            files: number;
            /** Format: date-time */
            foundAt: string;
            id: string;
            items: components["schemas"]["BatchItemOut"][] | null;
            /** @description the reader proposed it, and so cannot decide */
            mine: boolean;
            /** @description of the certificate */
            no: string;
            note: string;
            org: string;
            /** Format: date-time */
            proposedAt?: string;
            /** @description by name */
            proposedBy: string;
            reason: string;
            /**
             * Format: date-time
             * @description carried out again after an old backup was restored
             */
            replayedAt?: string;
            /** @enum {string} */
            state: "found" | "proposed" | "approved" | "done" | "refused" | "withdrawn";
            /** Format: int64 */
            version: number;
            /** @description the reader may open every case of it, and so decide on it and have its certificate; false in a list */
            whole: boolean;
        };
        BegunOut: {
            id: string;
            no: string;
            state: string;
            /** @description for whoever brought the matter; it opens the public page */
            trackingCode: string;
            /** Format: int64 */
            version: number;
        };
        BlockOut: {
            /** Format: date-time */
            from: string;
            id: string;
            /** @enum {string} */
            kind: "room" | "person";
            note?: string;
            subject: string;
            /** Format: date-time */
            until: string;
        };
        Breach: {
            /** @description with urge: the day the parties agree on now */
            newDueOn?: string;
            obligation: string;
            reason: string;
            /** @enum {string} */
            remedy: "urge" | "remediate" | "court";
        };
        BreachOut: {
            citation: string;
            code: string;
            orgId: string;
            orgName: string;
            text: string;
        };
        BulkCounts: {
            /** Format: int64 */
            done: number;
            /**
             * Format: int64
             * @description refused when its turn came
             */
            failed: number;
            /**
             * Format: int64
             * @description done, and could not be taken back
             */
            kept: number;
            /**
             * Format: int64
             * @description would be done; of one that has ended: was not begun
             */
            ready: number;
            /**
             * Format: int64
             * @description would be refused
             */
            refused: number;
            /**
             * Format: int64
             * @description taken back
             */
            undone: number;
            /**
             * Format: int64
             * @description to be looked at
             */
            waiting: number;
        };
        BulkInBody: {
            /** @description this, or tag */
            assign?: components["schemas"]["Assign"];
            desc?: boolean;
            filter?: components["schemas"]["FilterIn"];
            /** @description cases; without any, all that the filter finds, however many */
            ids?: string[] | null;
            /** @enum {string} */
            sort?: "due" | "reported" | "updated" | "no";
            /** @description this, or assign */
            tag?: components["schemas"]["Tag"];
        };
        BulkLineOut: {
            case: string;
            code?: string;
            /** @description why, in the user's language */
            detail?: string;
            no: string;
            /** @enum {string} */
            state: "waiting" | "ready" | "refused" | "done" | "failed" | "undone" | "kept";
            title: string;
        };
        BulkLinesOut: {
            items: components["schemas"]["BulkLineOut"][];
            /**
             * Format: int64
             * @description to be sent as after for the next page; absent at the end
             */
            next?: number;
        };
        BulkOut: {
            /** Format: date-time */
            askedAt: string;
            assign?: components["schemas"]["Assign"];
            counts: components["schemas"]["BulkCounts"];
            /** Format: date-time */
            endedAt?: string;
            id: string;
            /** @description of an assignment: the unit that is to have the cases */
            leadName?: string;
            /** @description begun in another post than the one acted for now: it is started and taken back there */
            otherPost: boolean;
            /** @description the most frequent first */
            reasons: components["schemas"]["BulkReason"][];
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            state: "looking" | "ready" | "running" | "ended" | "stopped" | "undoing" | "undone" | "dropped" | "failed" | "expired";
            tag?: components["schemas"]["Tag"];
            /**
             * Format: int64
             * @description seconds in which it can still be taken back; 0 when it can't
             */
            undoLeft: number;
            /** @description what ended it early, in the user's language */
            why?: string;
        };
        BulkReason: {
            code: string;
            /** Format: int64 */
            count: number;
            /** @description the same in the user's language */
            detail: string;
            /** @enum {string} */
            state: "refused" | "failed" | "kept";
        };
        BulksOut: {
            items: components["schemas"]["BulkOut"][];
        };
        CalendarPause: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to?: string;
        };
        CalendarSpan: {
            /** Format: int64 */
            length: number;
            unit: string;
        };
        CancelSession: {
            reason: string;
            session: string;
        };
        Case: {
            /** Format: date-time */
            acceptedAt?: string;
            address: string;
            /** Format: int64 */
            amountFen: number;
            /** Format: date-time */
            anonymisedAt?: string;
            archiveNo: string;
            /** Format: date-time */
            archivedAt?: string;
            /** Format: int64 */
            attempts: number;
            awaitsDesignation: boolean;
            batch: string;
            cause: string;
            certificate?: string;
            channel: string;
            /** Format: date-time */
            closedAt?: string;
            closingKind: string;
            confidential: boolean;
            county: string;
            designated: boolean;
            difficulty: string;
            endNote: string;
            endReason: string;
            exhausted: boolean;
            facts: string;
            forecast: string;
            gbType: string;
            goal: string;
            handleByOn: string;
            handler: string;
            happenedOn?: string;
            holder: string;
            id: string;
            inducement: string;
            intakeOrg: string;
            knows?: string[] | null;
            leader: string;
            level: string;
            measures: string;
            merged?: components["schemas"]["Merging"];
            mojType: string;
            named?: string[] | null;
            nextStep: string;
            no: string;
            outcome: string;
            /** Format: int64 */
            people: number;
            point?: components["schemas"]["Point"];
            region: string;
            regionPath: string;
            registrar: string;
            /** Format: date-time */
            reportedAt: string;
            retention: string;
            /** Format: int64 */
            returns: number;
            routes?: string[] | null;
            sender: string;
            state: string;
            tags?: string[] | null;
            ties?: components["schemas"]["Tie"][] | null;
            title: string;
            triageReason: string;
            unitName: string;
            unnamed?: string[] | null;
            /** Format: date-time */
            updatedAt: string;
            urgent: boolean;
        };
        Caucus: {
            /** Format: date-time */
            at: string;
            by: string;
            heard: string;
            id: string;
            named?: string[] | null;
            party: string;
        };
        CautionOut: {
            code: string;
            /** @description id of the party it is about */
            party?: string;
            text: string;
        };
        ChangeInBody: {
            to?: string;
        };
        CheckpointOut: {
            /** Format: date-time */
            at: string;
            /** @description the signed text */
            note: string;
            /** @description hex */
            root: string;
            /** Format: int64 */
            size: number;
        };
        Clock: {
            citation: string;
            /** Format: date-time */
            due: string;
            /** Format: int64 */
            extended?: number;
            fixedOn?: string;
            id: string;
            kind: string;
            notBeforeOn?: string;
            org: string;
            pausable: boolean;
            pauses?: components["schemas"]["CalendarPause"][] | null;
            resumeOn?: string;
            rule: string;
            span: components["schemas"]["CalendarSpan"];
            /** Format: date-time */
            startAt: string;
            /** Format: date-time */
            stopAt?: string;
            stopReason?: string;
            subject?: string;
            yearsWithoutNotice?: number[] | null;
            /** Format: date-time */
            yellowAt: string;
            /** Format: int64 */
            yellowPercent?: number;
        };
        ClockOut: {
            citation: string;
            /** Format: date-time */
            due: string;
            /** Format: int64 */
            extended?: number;
            fixedOn?: string;
            id: string;
            kind: string;
            /** @enum {string} */
            light: "green" | "yellow" | "red";
            notBeforeOn?: string;
            org: string;
            pausable: boolean;
            paused: boolean;
            pauses?: components["schemas"]["CalendarPause"][] | null;
            resumeOn?: string;
            rule: string;
            running: boolean;
            /**
             * Format: double
             * @description part of the limit used: 1 is all of it
             */
            share: number;
            span: components["schemas"]["CalendarSpan"];
            /** Format: date-time */
            startAt: string;
            /** Format: date-time */
            stopAt?: string;
            stopReason?: string;
            subject?: string;
            yearsWithoutNotice?: number[] | null;
            /** Format: date-time */
            yellowAt: string;
            /** Format: int64 */
            yellowPercent?: number;
        };
        Close: {
            /** @enum {string} */
            kind: "substantive" | "staged" | "procedural";
            note?: string;
        };
        CodeInBody: {
            code: string;
        };
        CodeOut: {
            code: string;
            en: string;
            parent?: string;
            zh: string;
        };
        CodesClockRule: {
            batch?: string;
            category?: string;
            citation: string;
            /** Format: int64 */
            count?: number;
            difficulty?: string;
            from: string;
            id: string;
            kind: string;
            /** Format: int64 */
            length: number;
            level?: string;
            org_level?: string;
            outcome?: string;
            pausable: boolean;
            pause_reasons?: string[] | null;
            replaces?: string;
            starts?: string;
            status: string;
            unit: string;
            until?: string;
            /** Format: int64 */
            version: number;
            visit_days?: number[] | null;
            /** Format: int64 */
            yellow_percent: number;
        };
        CodesOut: {
            lists: {
                [key: string]: components["schemas"]["CodeOut"][] | null;
            };
        };
        ColleagueOut: {
            id: string;
            name: string;
            roles: string[];
        };
        Conceal: {
            /** @description user ids; who may know beside the person responsible, the registrar and the head of the unit */
            knows?: string[] | null;
            on: boolean;
            party: string;
            reason: string;
        };
        Confide: {
            /** @description user ids */
            named?: string[] | null;
            on: boolean;
        };
        ConfirmParty: {
            byGuardian?: boolean;
            code?: string;
            /** @description file id of the scan */
            file?: string;
            /** @description YYYY-MM-DD */
            on: string;
            party: string;
            /** @enum {string} */
            way: "paper" | "code" | "oral";
        };
        Confirmation: {
            /** Format: date-time */
            at: string;
            by: string;
            file?: string;
            guardian?: string;
            on: string;
            party: string;
            /** @enum {string} */
            way: "paper" | "code" | "oral";
        };
        Contact: {
            /** @enum {string} */
            consent?: "" | "given" | "refused";
            note?: string;
            party: string;
            way: string;
        };
        Contacting: {
            /** Format: date-time */
            at: string;
            by: string;
            id: string;
            note: string;
            party: string;
            way: string;
        };
        Correct: {
            /** @description a field of the case, parties.<id>.<field>, or files.<id>.pages */
            field: string;
            new: string;
            /** @description what stands there now, so that two corrections don't overwrite each other */
            old: string;
            reason: string;
        };
        CountsOut: {
            /** @description yellow, red, paused */
            colours: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description a number above this one means: more than this
             */
            most: number;
            states: {
                [key: string]: number;
            };
        };
        Court: {
            caseNo?: string;
            court?: string;
            on: string;
            reason?: string;
            resultOn?: string;
            /** @enum {string} */
            state: "applied" | "waived" | "confirmed" | "rejected" | "withdrawn";
        };
        DataRequest: {
            /** Format: date-time */
            at: string;
            by?: string;
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            /** @enum {string} */
            decision?: "" | "granted" | "partly" | "refused";
            id: string;
            /**
             * @description how it was checked who asks
             * @enum {string}
             */
            identity?: "" | "paper" | "known" | "agent" | "unproven";
            /** @description of a deletion: first day on which the file may be anonymised; empty when no policy lets it go yet */
            keptUntilOn?: string;
            /** @enum {string} */
            kind: "see" | "copy" | "correct" | "delete";
            online?: boolean;
            /** @description party id of whose data it is; empty until it was checked who asks */
            party?: string;
            reason?: string;
            text: string;
        };
        DayOut: {
            date: string;
            /** @enum {string} */
            kind: "off" | "workday";
            name: string;
        };
        DecideExtension: {
            /**
             * Format: int64
             * @description fewer days than asked for; all of them when 0
             */
            days?: number;
            granted: boolean;
            note?: string;
        };
        DecideInBody: {
            approve: boolean;
            /** @description why; needed to refuse */
            note?: string;
            /** Format: int64 */
            version: number;
        };
        Decline: {
            note?: string;
            reason: string;
            routes: string[] | null;
        };
        DepartureBody: {
            address: string;
        };
        Designate: {
            dueOn?: string;
            duties?: string[] | null;
            goal: string;
            handler?: string;
            lead: string;
            leader: string;
            reason: string;
        };
        DiaryUnitOut: {
            blocks: components["schemas"]["BlockOut"][];
            people: components["schemas"]["PersonOut"][];
            rooms: components["schemas"]["RoomOut"][];
        };
        DigestOut: {
            /** @description YYYY-MM-DD */
            day: string;
            /** Format: int64 */
            found: number;
            /**
             * Format: int64
             * @description of them, registered the day before, or in the week before
             */
            fresh: number;
            /**
             * Format: int64
             * @description of them, past what they are due
             */
            late: number;
            /**
             * Format: int64
             * @description a number above it means more than this
             */
            most: number;
            unseen: boolean;
            view: components["schemas"]["SavedViewOut"];
            /** @description told for a week, not for a day */
            weekly: boolean;
        };
        DigestsOut: {
            items: components["schemas"]["DigestOut"][];
            /** @description that one was named on a confidential case, or one's name taken off */
            named: components["schemas"]["NamedOut"][];
            /** Format: int64 */
            unseen: number;
        };
        DisableUserRequest: {
            disabled: boolean;
        };
        DoneOut: {
            id: string;
            state: string;
            /** Format: int64 */
            version: number;
        };
        DraftAgreement: {
            clerk?: string;
            facts: string;
            /** @enum {string} */
            form: "written" | "oral";
            /** @description points in dispute and each side's responsibility */
            issues: string;
            /** @description way of performing */
            manner?: string;
            /** @description by name; they sign */
            mediators: string[] | null;
            obligations?: components["schemas"]["ObligationInput"][] | null;
            /** @description place of performing */
            place?: string;
            /** @description clauses, in order */
            terms: string[] | null;
        };
        DraftInBody: {
            kind: string;
            payload: unknown;
            /**
             * Format: int64
             * @description as last read; 0 for a new one
             */
            version?: number;
        };
        DraftOut: {
            id: string;
            kind: string;
            payload: unknown;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        EndingListOut: {
            items: components["schemas"]["EndingOut"][] | null;
            /** @description there are others */
            more: boolean;
        };
        EndingOut: {
            /** @description GB/T 31000 */
            category: string;
            dueOn: string;
            from: string;
            held: boolean;
            id: string;
            no: string;
            /** @description code list retention; empty for a declined matter */
            period: string;
            state: string;
            title: string;
            /** @description in a batch that has not ended */
            waiting: boolean;
            /** Format: int64 */
            years: number;
        };
        EnrolmentOut: {
            /** @description rows of the QR code, a character a module: 1 is dark */
            qr: string[];
            /** @description base32, to be typed into the app */
            secret: string;
            /** @description the same, as the QR code says it */
            uri: string;
        };
        Escalate: {
            /** @description user id in the unit above; needed for a confidential case */
            handler?: string;
            reason: string;
            /** @description what was tried here */
            tried: string;
        };
        EventOut: {
            act: string;
            /** @description empty for the system */
            actorName: string;
            /** Format: date-time */
            at: string;
            hash: string;
            orgName: string;
            role: string;
            /** @description what was said, numbers masked */
            said?: unknown;
            /** Format: int64 */
            seq: number;
            /** @description of the case after it */
            state: string;
            /** Format: int64 */
            version: number;
        };
        ExportColumn: {
            label: string;
            name: string;
            /** @description names people: a reason is asked for */
            personal: boolean;
        };
        ExportInBody: {
            /** @description in this order; see ExportsOut.columns */
            columns: string[];
            desc?: boolean;
            filter?: components["schemas"]["FilterIn"];
            /** @enum {string} */
            format: "xlsx" | "csv";
            /** @description cases; without any, all that the filter finds, however many */
            ids?: string[] | null;
            /** @description what the names of people are needed for; with a column that names people only */
            reason?: string;
            /** @enum {string} */
            sort?: "due" | "reported" | "updated" | "no";
        };
        ExportOut: {
            /** Format: date-time */
            askedAt: string;
            /** Format: int64 */
            bytes: number;
            /**
             * Format: int64
             * @description cases written so far
             */
            done: number;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description when the file goes; absent while there is none
             */
            expiresAt?: string;
            /** @enum {string} */
            format: "xlsx" | "csv";
            id: string;
            /** @enum {string} */
            state: "waiting" | "running" | "ready" | "cancelled" | "failed" | "expired";
            /**
             * Format: int64
             * @description cases; 0 until they are counted
             */
            total: number;
        };
        ExportsOut: {
            /** @description that an export can have */
            columns: components["schemas"]["ExportColumn"][];
            items: components["schemas"]["ExportOut"][];
        };
        Extension: {
            /** Format: date-time */
            askedAt: string;
            askedBy: string;
            consent: boolean;
            /** Format: int64 */
            days: number;
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            /** @enum {string} */
            decision: "" | "granted" | "refused" | "lapsed";
            id: string;
            note?: string;
            reason: string;
            to: string;
        };
        FactorOut: {
            /** @description whoever holds these posts has to have one */
            duty: boolean;
            enrolled: boolean;
            /**
             * Format: int64
             * @description recovery codes not used
             */
            recoveryLeft: number;
            /** Format: date-time */
            since?: string;
        };
        Fail: {
            note?: string;
            reason: string;
            routes: string[] | null;
        };
        FeedOut: {
            /** @description path of the address; told once, when it is made */
            address?: string;
            id: string;
            /** Format: date-time */
            madeAt: string;
            /** @description the unit whose sessions it shows; none for one's own */
            org?: string;
            orgName?: string;
        };
        File: {
            /** Format: date-time */
            at: string;
            by: string;
            digest: string;
            id: string;
            /** @enum {string} */
            kind: "photo" | "evidence" | "identity" | "authority" | "signed_agreement" | "proof" | "other";
            /** @description found in it later, as the scanner calls it; the file can't be opened any more */
            malware?: string;
            name: string;
            /** @description kept as it was taken, with place and device, which only who may reveal numbers gets */
            original?: boolean;
            /** Format: int64 */
            pages?: number;
            /** Format: int64 */
            size: number;
            type: string;
        };
        FileInput: {
            digest: string;
            /** @enum {string} */
            kind: "photo" | "evidence" | "identity" | "authority" | "signed_agreement" | "proof" | "other";
            name: string;
            /**
             * Format: int64
             * @description on paper, in the archived file; 1 when not said
             */
            pages?: number;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
            type: string;
        };
        FileOut: {
            digest: string;
            name: string;
            /** Format: int64 */
            size: number;
            type: string;
            /** @description kept although no scanner could look at it yet */
            unscanned?: boolean;
        };
        Filed: {
            file?: string;
            /** Format: int64 */
            first: number;
            kind: string;
            /** Format: int64 */
            pages: number;
            slip?: string;
        };
        FilterIn: {
            /**
             * Format: int64
             * @description fen; 0 for any
             */
            amountMax?: number;
            /**
             * Format: int64
             * @description fen
             */
            amountMin?: number;
            /** @description organisation that assists or assisted */
            assist?: string;
            batch?: string;
            cause?: string;
            channel?: string;
            /** @description kind of a clock that runs; colour is then that of this clock */
            clock?: string;
            /** @enum {string} */
            closing?: "substantive" | "staged" | "procedural";
            /** @enum {string} */
            colour?: "green" | "yellow" | "red" | "paused";
            confidential?: boolean;
            /** @enum {string} */
            court?: "applied" | "waived" | "confirmed" | "rejected" | "withdrawn";
            /** @enum {string} */
            difficulty?: "immediate" | "simple" | "normal" | "complex";
            /** @description registered on or after, YYYY-MM-DD */
            from?: string;
            /** @description user id, or me */
            handler?: string;
            /** @description session, agreement, performed, breach, court, visit, hazard, voice, extension, file: all of them, separated by commas */
            has?: string;
            /** @description organisation that registered */
            intake?: string;
            /** @description of the same: none of them */
            lacks?: string;
            level?: string;
            /** @description organisation that holds; the acting one when only unit is given */
            org?: string;
            /** @enum {string} */
            outcome?: "settled" | "failed" | "withdrawn" | "referred" | "declined";
            /** @description words that all stand in the names of its parties */
            party?: string;
            /**
             * Format: int64
             * @description at least so many people
             */
            people?: number;
            /**
             * Format: int64
             * @description at most so many people; 0 for any
             */
            peopleMax?: number;
            /**
             * @description milestone that was reached
             * @enum {string}
             */
            reached?: "accept" | "contact" | "assign" | "sign" | "session" | "settle" | "perform" | "visit" | "close" | "archive";
            /** @description on or after, YYYY-MM-DD */
            reachedFrom?: string;
            /** @description on or before, YYYY-MM-DD */
            reachedTo?: string;
            region?: string;
            /** @description states, separated by commas */
            state?: string;
            /** @description tags, all of them, separated by commas */
            tag?: string;
            /** @description words that all stand in names, initials of names, numbers, title, facts or place */
            text?: string;
            /** @description registered on or before, YYYY-MM-DD */
            to?: string;
            /**
             * @description how far below org: 本级, 直属下辖, 下辖全部
             * @enum {string}
             */
            unit?: "mine" | "children" | "below";
            /** @description something was done last on or after, YYYY-MM-DD */
            updatedFrom?: string;
            /** @description something was done last on or before, YYYY-MM-DD */
            updatedTo?: string;
        };
        FindingOut: {
            entryId: string;
            kind: string;
            /** Format: int64 */
            seq: number;
            stream: string;
        };
        FoundOut: {
            /** @enum {string} */
            in: "party" | "number" | "facts" | "place" | "unit" | "identifier";
            /** @description the part around the hit; empty for identifier: the whole telephone or identity number of somebody */
            text: components["schemas"]["PieceOut"][];
        };
        Handover: {
            /** @description user id */
            handler: string;
            reason: string;
        };
        Hazard: {
            /** Format: date-time */
            at: string;
            by: string;
            how?: string;
            id: string;
            measures: string;
            /** Format: date-time */
            removedAt?: string;
            reportedTo?: string;
            what: string;
        };
        Hold: {
            reason: string;
            /** @description last day, YYYY-MM-DD; until it is released when empty */
            untilOn?: string;
        };
        Holding: {
            /** Format: date-time */
            at: string;
            by: string;
            id: string;
            reason: string;
            releaseReason?: string;
            /** Format: date-time */
            releasedAt?: string;
            releasedBy?: string;
            untilOn?: string;
        };
        HoursOut: {
            /** @description weekdays, 0 is Sunday */
            days: number[];
            /**
             * Format: int64
             * @description minutes of the day, Shanghai
             */
            from: number;
            /** Format: int64 */
            until: number;
        };
        IdentityGrant: {
            /** @description organisations of a custom scope */
            custom?: string[] | null;
            from?: string;
            orgId: string;
            role: string;
            /** @description the role's usual one when empty */
            scope?: string;
            /** @description first day it no longer holds */
            until?: string;
            userId: string;
        };
        IdentityIssued: {
            code: string;
            name: string;
            username: string;
        };
        IdentityNewUser: {
            lang?: string;
            name: string;
            phone?: string;
            username: string;
        };
        ImmediateInput: {
            agreement: components["schemas"]["DraftAgreement"];
            byGuardian?: boolean;
            register: components["schemas"]["RegisterInput"];
            session: components["schemas"]["RecordSession"];
            settled: boolean;
            /** @description how the parties were asked; on the spot when empty */
            visitWay?: string;
            words?: string;
        };
        IssuedOut: {
            code: string;
            id: string;
            username: string;
        };
        Item: {
            kind: string;
            present: boolean;
            required: boolean;
        };
        ItemInBody: {
            code: string;
            en: string;
            /** @description first day it holds; today when empty */
            from?: string;
            mapping?: {
                [key: string]: string;
            };
            parent?: string;
            zh: string;
        };
        ItemOut: {
            code: string;
            en: string;
            from: string;
            mapping?: {
                [key: string]: string;
            };
            parent?: string;
            until?: string;
            zh: string;
        };
        Join: {
            goal?: string;
            reason: string;
            units: string[] | null;
        };
        LangInBody: {
            /** @enum {string} */
            lang: "zh-CN" | "en";
        };
        LedgerOut: {
            /** @description newest first */
            checkpoints: components["schemas"]["CheckpointOut"][];
            /** @description verifies the signatures; give it to whoever checks */
            publicKey: string;
        };
        LimitsOut: {
            /** Format: int64 */
            document: number;
            /**
             * Format: int64
             * @description bytes of a picture
             */
            photo: number;
            /**
             * Format: int64
             * @description of sound or video
             */
            recording: number;
        };
        Link: {
            /** @description the other case */
            case: string;
            /**
             * @description what this case is to the other
             * @enum {string}
             */
            kind: "repeat" | "same_root" | "leads" | "belongs";
            note?: string;
        };
        LinkOut: {
            /** @description what people call it; empty when there is none */
            provider: string;
            /**
             * Format: date-time
             * @description absent when not linked
             */
            since?: string;
        };
        LinkUserRequest: {
            /** @description sub of the person's tokens */
            subject: string;
        };
        ListOfAccountOut: {
            items: components["schemas"]["AccountOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfAlikeOut: {
            items: components["schemas"]["AlikeOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfAreaOut: {
            items: components["schemas"]["AreaOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfBreachOut: {
            items: components["schemas"]["BreachOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfClockRule: {
            items: components["schemas"]["CodesClockRule"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfColleagueOut: {
            items: components["schemas"]["ColleagueOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfDraftOut: {
            items: components["schemas"]["DraftOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfEventOut: {
            items: components["schemas"]["EventOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfFeedOut: {
            items: components["schemas"]["FeedOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfListOut: {
            items: components["schemas"]["ListOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfReadingOut: {
            items: components["schemas"]["ReadingOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfRecordOut: {
            items: components["schemas"]["RecordOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfRegionOut: {
            items: components["schemas"]["RegionOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfRoomOut: {
            items: components["schemas"]["RoomOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfRowOut: {
            items: components["schemas"]["RowOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfSavedViewOut: {
            items: components["schemas"]["SavedViewOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfSessionLine: {
            items: components["schemas"]["SessionLine"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfTaskOut: {
            items: components["schemas"]["TaskOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOfUnitOut: {
            items: components["schemas"]["UnitOut"][];
            /** @description cursor of the next page; absent on the last */
            next?: string;
            /** @description cursor of the page before; absent on the first */
            prev?: string;
        };
        ListOut: {
            citation: string;
            editable: boolean;
            en: string;
            id: string;
            items: components["schemas"]["ItemOut"][];
            /** Format: int64 */
            levels: number;
            /** @description how sure the source is: A, B, C, UNCONFIRMED */
            status: string;
            /** Format: int64 */
            version: number;
            zh: string;
        };
        MakeFeedRequest: {
            /** @description the sessions of the unit acted for instead of one's own */
            unit: boolean;
        };
        MakeReport: {
            /**
             * @description of a report without a duty
             * @enum {string}
             */
            ground?: "" | "violence" | "child" | "offence";
            note?: string;
            /** @description by name */
            office: string;
            /** @description party id; of a report without a duty */
            party?: string;
            /** @description number of the receipt or of the call */
            receipt?: string;
            /** @description the duty it discharges; empty for a report nobody was obliged to */
            report?: string;
            /** Format: date-time */
            reportedAt: string;
            /** @description by name */
            reportedBy: string;
            /** @description who took it there */
            takenBy?: string;
            /** @enum {string} */
            to: "police" | "civil_affairs" | "education" | "other";
            /** @enum {string} */
            way: "phone" | "visit" | "written" | "online";
        };
        MalwareListOut: {
            /** Format: int64 */
            fresh: number;
            items: components["schemas"]["MalwareOut"][];
            /** @description cursor of the next page */
            next?: string;
        };
        MalwareOut: {
            /** Format: date-time */
            at: string;
            /** @description hex SHA-256 of the file */
            digest: string;
            /** @description one's own, and not seen yet */
            fresh: boolean;
            id: string;
            /** @description the file had been kept unseen and is out of circulation; else it was refused */
            kept: boolean;
            /** @description as the scanner calls it */
            malware: string;
            mine: boolean;
            /** @description of the file; only for who sent it */
            name?: string;
            /** @description name of who sent it */
            sender: string;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
        };
        MemberOut: {
            /** Format: int64 */
            birthYear?: number;
            education?: string;
            electedBy?: string;
            electedOn?: string;
            fullTime: boolean;
            functions: string[];
            id: string;
            leftOn?: string;
            name: string;
            /** @enum {string} */
            origin: "elected" | "appointed";
            phone?: string;
            sex: string;
            termFrom?: string;
            termUntil?: string;
            userId?: string;
            /** Format: int64 */
            version?: number;
        };
        Merge: {
            /** @description the case it goes on in */
            case: string;
            reason: string;
        };
        Merging: {
            /** Format: date-time */
            at: string;
            awaits?: boolean;
            by: string;
            clocks?: string[] | null;
            holder: string;
            into: string;
            reason: string;
            state: string;
        };
        MonthCellOut: {
            /** @description first level of the code list dispute_cause */
            kind: string;
            /** Format: int64 */
            n: number;
            row: string;
            state: string;
        };
        MonthRowOut: {
            /** @description with all below it */
            below: boolean;
            id: string;
            name: string;
            /** @description has units below it to look into */
            open: boolean;
        };
        MonthsOut: {
            /** @description those that are not 0 */
            cells: components["schemas"]["MonthCellOut"][];
            /** @description first day, for the list */
            from: string;
            month: string;
            name: string;
            rows: components["schemas"]["MonthRowOut"][];
            /** @description last day */
            to: string;
            unit: string;
            until: string;
            /** @description the unit above, where its table has anything to show */
            up?: string;
        };
        MoveSession: {
            /** Format: date-time */
            at?: string;
            chair?: string;
            clerk?: string;
            experts?: string[] | null;
            /** @description party ids */
            invited?: string[] | null;
            /**
             * Format: int64
             * @description minutes
             */
            length?: number;
            mediators?: string[] | null;
            /** @description user ids of those named, where the name alone does not tell */
            people?: string[] | null;
            /** @description with a place and no room it is held in no room of a unit */
            place?: string;
            reason: string;
            room?: string;
            session: string;
        };
        Moved: {
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: int64 */
            length: number;
            place: string;
            /** Format: date-time */
            plannedAt: string;
            reason: string;
            room?: string;
        };
        NamePeople: {
            /** @description user ids */
            named: string[] | null;
            reason: string;
        };
        NamedOut: {
            /** Format: date-time */
            at: string;
            /** @description where one may open it still */
            case?: string;
            /** @description named, and not taken off */
            on: boolean;
            unseen: boolean;
        };
        NextOut: {
            /**
             * Format: date-time
             * @description exclusive end; absent while paused
             */
            dueAt?: string;
            /** @description kind of the clock */
            kind: string;
            /** @enum {string} */
            light: "green" | "yellow" | "red";
            paused: boolean;
        };
        NoteCaucus: {
            heard: string;
            /** @description user ids; who may read it beside the writer */
            named?: string[] | null;
            party: string;
        };
        Notice: {
            /** Format: date-time */
            at: string;
            invited: string[] | null;
            /** Format: int64 */
            length: number;
            mediators: string[] | null;
            open?: boolean;
            place: string;
            where?: string;
        };
        Obligation: {
            /** Format: int64 */
            amountFen?: number;
            breachReason?: string;
            /** Format: date-time */
            changedAt?: string;
            creditor: string;
            debtor: string;
            doneOn?: string;
            dueOn: string;
            id: string;
            /** @enum {string} */
            kind: "pay" | "act";
            proof?: string;
            /** @enum {string} */
            state: "open" | "performed" | "breached" | "released";
            what: string;
        };
        ObligationInput: {
            /** Format: int64 */
            amountFen?: number;
            /** @description party id */
            creditor?: string;
            /** @description party id */
            debtor: string;
            /** @description performed on the spot */
            doneOn?: string;
            dueOn: string;
            /** @enum {string} */
            kind: "pay" | "act";
            what: string;
        };
        Opine: {
            opinion: string;
        };
        OrgOut: {
            /** @description from the root down */
            ancestors: components["schemas"]["UnitOut"][];
            /** @description of the area its town belongs to */
            areaName?: string;
            breaches: components["schemas"]["BreachOut"][];
            members: components["schemas"]["MemberOut"][];
            /**
             * Format: int64
             * @description cases it holds that are open; -1 when not for you
             */
            openCases: number;
            /** @description town and village of its division */
            regionName?: string;
            unit: components["schemas"]["UnitOut"];
        };
        OwnContact: {
            /** Format: date-time */
            at: string;
            /** @description code list contact_way */
            way: string;
        };
        OwnData: {
            caseNo: string;
            contacts: components["schemas"]["OwnContact"][];
            /** @description of an agreement */
            duties: components["schemas"]["OwnDuty"][];
            /** Format: date-time */
            madeAt: string;
            person: components["schemas"]["OwnPerson"];
            /** Format: date-time */
            reportedAt: string;
            /** @description about personal data */
            requests: components["schemas"]["OwnRequest"][];
            /** @description in which the person was present */
            sessions: components["schemas"]["OwnSession"][];
            state: string;
            /** @description that holds the case, by name */
            unit: string;
            visits: components["schemas"]["OwnVisit"][];
        };
        OwnDuty: {
            /** Format: int64 */
            amountFen?: number;
            dueOn?: string;
            kind: string;
            /** @description false: is owed */
            owes: boolean;
            state: string;
        };
        OwnPerson: {
            address: string;
            agent?: string;
            bornOn?: string;
            /** @enum {string} */
            consent?: "" | "given" | "refused";
            idNumber: string;
            /** @description GA/T 517 */
            idType: string;
            /** @enum {string} */
            kind: "person" | "organisation";
            legalRep?: string;
            name: string;
            phone: string;
            /** @enum {string} */
            role: "applicant" | "respondent" | "third";
            /** @description GB/T 2261.1 */
            sex: string;
            work: string;
        };
        OwnRequest: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            decidedAt?: string;
            decision?: string;
            kind: string;
            reason?: string;
            text: string;
        };
        OwnSession: {
            /** Format: date-time */
            heldAt: string;
            place: string;
        };
        OwnVisit: {
            on: string;
            performed?: string;
            satisfied?: string;
            settled?: string;
            /** @description code list visit_way */
            way: string;
            words?: string;
        };
        PartyInput: {
            address?: string;
            agent?: string;
            /** @enum {string} */
            agentAs?: "" | "agent" | "guardian" | "elected";
            /** @description paper the authority of the guardian or agent rests on */
            agentAuthority?: string;
            agentPhone?: string;
            /**
             * @description what a guardian is to the party
             * @enum {string}
             */
            agentRelation?: "" | "parent" | "spouse" | "child" | "grandparent" | "sibling" | "relative" | "organisation" | "other";
            bornOn?: string;
            /**
             * @description legal capacity; by age when empty
             * @enum {string}
             */
            capacity?: "" | "full" | "limited" | "none";
            /** @description the other side must not learn who this is; not of a respondent */
            conceal?: boolean;
            /** Format: int64 */
            count?: number;
            idNumber?: string;
            idType?: string;
            /**
             * @default person
             * @enum {string}
             */
            kind: "person" | "organisation";
            legalRep?: string;
            main?: boolean;
            name: string;
            noIdReason?: string;
            phone?: string;
            /** @description how and when to reach the person safely; for officers only, on no paper */
            reach?: string;
            /** @enum {string} */
            role: "applicant" | "respondent" | "third";
            /** @enum {string} */
            sex?: "" | "0" | "1" | "2" | "9";
            work?: string;
        };
        PartyOut: {
            address: string;
            agent?: string;
            agentAs?: string;
            /** @description paper the authority rests on */
            agentAuthority?: string;
            /** @description masked */
            agentPhone?: string;
            /** @description what a guardian is to the party */
            agentRelation?: string;
            /** @description what who may not know the person reads in place of the name; then all else is left out */
            alias?: string;
            /** @description masked: only the year */
            bornOn?: string;
            /** @description as written down; empty: by age */
            capacity?: string;
            consent?: string;
            /** Format: int64 */
            count?: number;
            /** @description cannot agree without a guardian, as things are today */
            guarded?: boolean;
            id: string;
            /** @description masked */
            idNumber: string;
            idType: string;
            kind: string;
            legalRep?: string;
            main: boolean;
            name: string;
            noIdReason?: string;
            /** @description masked */
            phone: string;
            /** @description how to reach the person safely */
            reach?: string;
            /** @description the data is kept and used for nothing else; then no file of the case is opened */
            restricted?: boolean;
            role: string;
            sex: string;
            work: string;
        };
        PasswordInBody: {
            new: string;
            old: string;
        };
        Pause: {
            note?: string;
            reason: string;
            /** @description expected day of resuming, YYYY-MM-DD */
            until: string;
        };
        Perform: {
            obligation: string;
            on: string;
            /** @description file id or words */
            proof?: string;
        };
        PersonOut: {
            hours: components["schemas"]["HoursOut"];
            id: string;
            name: string;
        };
        PieceOut: {
            hit?: boolean;
            text: string;
        };
        PlanSession: {
            /** Format: date-time */
            at: string;
            chair?: string;
            clerk?: string;
            experts?: string[] | null;
            /** @description party ids */
            invited: string[] | null;
            /** @description why who is hurt at home sits at one table with the other side, and how they are kept safe */
            jointReason?: string;
            /** @enum {string} */
            kind: "ordinary" | "panel" | "joint";
            /**
             * Format: int64
             * @description minutes; 0 for as long as the policy says
             */
            length?: number;
            /** @description by name */
            mediators: string[] | null;
            /** @description public; closed unless the parties ask */
            open?: boolean;
            /** @description user ids of those named, where the name alone does not tell */
            people?: string[] | null;
            /** @description needed where no room is given */
            place?: string;
            /** @description id of a room of the unit, of one above it or of one that takes part */
            room?: string;
            /** @description back to back */
            separate?: boolean;
            /** @description organisations of a joint session */
            units?: string[] | null;
        };
        Point: {
            /** Format: double */
            lat: number;
            /** Format: double */
            lon: number;
        };
        PossibleOut: {
            act: string;
            /** @enum {string} */
            lack?: "" | "role" | "relation";
            need?: string[] | null;
            ok: boolean;
        };
        PostOut: {
            id: string;
            orgId: string;
            orgKind: string;
            orgLevel: string;
            orgName: string;
            role: string;
            scope: string;
        };
        Problem: {
            code: string;
            /** @description what is wrong and the way out, in the user's language */
            detail: string;
            errors?: components["schemas"]["ProblemField"][];
            field?: string;
            /** @description reference to tell the administrator */
            ref?: string;
            /**
             * Format: int64
             * @description seconds
             */
            retryAfter?: number;
            /** Format: int64 */
            status: number;
            title: string;
            /** @description urn of the code */
            type: string;
            /**
             * Format: int64
             * @description the present version, when the sent one is stale
             */
            version?: number;
        };
        ProblemField: {
            code: string;
            detail: string;
            field?: string;
            /** @description values that would do in the field, as it is sent */
            take?: string[];
        };
        ProofInBody: {
            /** @description of the second factor, or a recovery code */
            code?: string;
            password: string;
        };
        ProofOut: {
            entry: components["schemas"]["ProvenOut"];
            /** @description the signed checkpoint */
            note: string;
            /** @description hashes from the leaf to the root, hex */
            path: string[];
            /**
             * Format: int64
             * @description 0.. in the order of all streams
             */
            pos: number;
        };
        ProposeInBody: {
            cases: string[] | null;
            reason: string;
        };
        ProvenOut: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description hex */
            bodyDigest: string;
            /** @description hex */
            hash: string;
            id: string;
            org: string;
            /** @description hex, empty for the first of its stream */
            prev: string;
            role: string;
            /** Format: int64 */
            seq: number;
            stream: string;
            verb: string;
        };
        ReadingOut: {
            /** Format: date-time */
            at: string;
            orgName: string;
            /** @description of a paper with the name of a concealed party on it */
            reason?: string;
            /** @description of the post acted in */
            role?: string;
            userName: string;
            what: string;
        };
        ReasonOut: {
            code: string;
            text: string;
        };
        Recall: {
            reason: string;
        };
        ReckonedDay: {
            date: string;
            /** @enum {string} */
            kind: "workday" | "rest" | "holiday" | "makeup";
            name?: string;
            why?: string;
        };
        ReckoningOut: {
            clock: components["schemas"]["Clock"];
            counted: components["schemas"]["ReckonedDay"][];
            /** Format: date-time */
            due?: string;
            firstDay: string;
            lastDay: string;
            /** @description the last day before it was moved off days off */
            nominalDay: string;
            skipped: components["schemas"]["ReckonedDay"][];
            /** @description a pause holds it */
            standing: boolean;
            /** @description how sure the rule's source is */
            status?: string;
            /** @description years whose official days are not announced */
            unannounced: number[];
        };
        RecordCourt: {
            caseNo?: string;
            on: string;
            reason?: string;
            /** @enum {string} */
            result: "confirmed" | "rejected" | "withdrawn";
        };
        RecordOut: {
            actor: string;
            /** @description of the actor today */
            actorName?: string;
            /** Format: date-time */
            at: string;
            body?: unknown;
            hash: string;
            id: string;
            org: string;
            role: string;
            /** Format: int64 */
            seq: number;
            verb: string;
        };
        RecordSession: {
            chair?: string;
            clerk?: string;
            experts?: string[] | null;
            /** Format: date-time */
            heldAt: string;
            /** @description why who is hurt at home sat at one table with the other side, and how they were kept safe */
            jointReason?: string;
            /** @enum {string} */
            kind?: "" | "immediate" | "ordinary" | "panel" | "joint";
            means?: string[] | null;
            mediators?: string[] | null;
            /** Format: int64 */
            minutes?: number;
            open?: boolean;
            others?: string[] | null;
            /** @enum {string} */
            outcome: "agreed" | "continue" | "failed" | "absent";
            /** @description user ids of those named, where the name alone does not tell */
            people?: string[] | null;
            place?: string;
            /** @description party ids */
            present: string[] | null;
            record: string;
            rightsTold: boolean;
            separate?: boolean;
            /** @description the planned session; empty for one that was not planned */
            session?: string;
            units?: string[] | null;
            ways?: string[] | null;
        };
        RecoveryOut: {
            codes: string[];
        };
        Refer: {
            /** @description number of the transfer there */
            docNo?: string;
            reason: string;
            route: string;
            /** @description the body by name */
            to: string;
        };
        RegionOut: {
            /** @description name of the one above, to tell two of a name apart */
            above?: string;
            closed: boolean;
            code: string;
            /** Format: int64 */
            level: number;
            name: string;
            parent?: string;
            path: string;
        };
        RegisterInput: {
            address?: string;
            /** Format: int64 */
            amountFen?: number;
            cause: string;
            channel: string;
            facts: string;
            files?: components["schemas"]["FileInput"][] | null;
            forecast?: string;
            happenedOn?: string;
            inducement?: string;
            measures?: string;
            parties: components["schemas"]["PartyInput"][] | null;
            /** Format: int64 */
            people?: number;
            point?: components["schemas"]["Point"];
            region: string;
            /** @description the answer to the question about violence at home, if it was asked; parties by their place in parties, the first is 0 */
            screening?: components["schemas"]["Screen"];
            /** @description made from the parties and the cause when left empty */
            title?: string;
            unitName?: string;
            urgent?: boolean;
        };
        RemoveHazard: {
            hazard: string;
            how: string;
        };
        Reopen: {
            /** @description user id in the unit that holds the case; who handled it before, or whoever takes it up there, when empty */
            handler?: string;
            reason: string;
        };
        ReportOut: {
            applied: boolean;
            /** Format: int64 */
            changed: number;
            /** Format: int64 */
            closed: number;
            issued?: components["schemas"]["IdentityIssued"][] | null;
            /** Format: int64 */
            new: number;
            problems: components["schemas"]["SheetProblem"][] | null;
            /** Format: int64 */
            problems_total: number;
            rowProblems: components["schemas"]["RowProblem"][] | null;
            /** Format: int64 */
            rows: number;
            /** Format: int64 */
            unchanged: number;
        };
        Reporting: {
            by: string;
            /** Format: date-time */
            dueSince?: string;
            /** @enum {string} */
            ground: "violence" | "child" | "offence";
            id: string;
            liftReason?: string;
            /** Format: date-time */
            liftedAt?: string;
            note?: string;
            office?: string;
            party?: string;
            receipt?: string;
            /** Format: date-time */
            reportedAt?: string;
            reportedBy?: string;
            takenBy?: string;
            to?: string;
            way?: string;
        };
        Resume: {
            note?: string;
        };
        Return: {
            reason: string;
        };
        RevealInBody: {
            partyId: string;
            reason: string;
        };
        RevealedOut: {
            agentPhone: string;
            /** @description YYYY-MM-DD */
            bornOn: string;
            idNumber: string;
            phone: string;
        };
        RoomOut: {
            accessible: boolean;
            id: string;
            name: string;
            org: string;
            place: string;
            retired: boolean;
            /** Format: int64 */
            seats: number;
            /** Format: int64 */
            version: number;
        };
        RowOut: {
            /** Format: int64 */
            amountFen: number;
            batch: string;
            cause: string;
            channel: string;
            /** Format: date-time */
            closedAt?: string;
            confidential: boolean;
            handlerName: string;
            holderId: string;
            holderName: string;
            id: string;
            intakeName: string;
            level: string;
            next?: components["schemas"]["NextOut"];
            nextStep: string;
            no: string;
            outcome: string;
            /** Format: int64 */
            people: number;
            region: string;
            /** @description town and village */
            regionName?: string;
            /** Format: date-time */
            reportedAt: string;
            state: string;
            /** @description codes of the list case_tag */
            tags?: string[] | null;
            title: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        RowProblem: {
            code: string;
            column?: string;
            /** Format: int64 */
            line: number;
            text: string;
        };
        Said: {
            docNo?: string;
            filed?: components["schemas"]["Filed"][] | null;
            note?: string;
            notice?: components["schemas"]["Notice"];
            /** Format: int64 */
            pages?: number;
            party?: string;
            reason?: string;
            routes?: string[] | null;
            to?: string;
            tried?: string;
        };
        SaveViewInBody: {
            address: string;
            filter?: components["schemas"]["FilterIn"];
            name: string;
            /** @enum {string} */
            reach: "own" | "unit" | "below";
        };
        SavedViewOut: {
            /** @description the filter as the console's address bar has it */
            address: string;
            id: string;
            name: string;
            /**
             * @description who has it: its maker, the unit, the unit and all below
             * @enum {string}
             */
            reach: "own" | "unit" | "below";
            removable: boolean;
            /**
             * @description how often one is told of it
             * @enum {string}
             */
            rhythm?: "daily" | "weekly";
            /** @description name of the unit that shares it */
            unit?: string;
        };
        Screen: {
            /** @description a minor is hurt or in danger */
            child?: boolean;
            /** @enum {string} */
            harm: "none" | "yes" | "unsaid";
            /** @description party id of who is hurt; needed with yes */
            harmed?: string;
            /** @description party id, empty when it was not said */
            harmedBy?: string;
            /** @description in the person's words; why, where a yes is taken back */
            told?: string;
        };
        Screening: {
            /** Format: date-time */
            at: string;
            by: string;
            child?: boolean;
            /** @enum {string} */
            harm: "none" | "yes" | "unsaid";
            harmed?: string;
            harmedBy?: string;
            id: string;
            told?: string;
        };
        Session: {
            cancelReason?: string;
            chair: string;
            clerk: string;
            endedBy?: string;
            experts?: string[] | null;
            /** Format: date-time */
            heldAt?: string;
            id: string;
            invited?: string[] | null;
            jointReason?: string;
            kind: string;
            /** Format: int64 */
            length?: number;
            means?: string[] | null;
            mediators: string[] | null;
            /** Format: int64 */
            minutes?: number;
            moves?: components["schemas"]["Moved"][] | null;
            /** Format: int64 */
            no: number;
            open: boolean;
            org: string;
            others?: string[] | null;
            /** @enum {string} */
            outcome: "" | "agreed" | "continue" | "failed" | "absent";
            people?: string[] | null;
            place: string;
            /** Format: date-time */
            plannedAt?: string;
            present?: string[] | null;
            record: string;
            rightsTold: boolean;
            room?: string;
            separate: boolean;
            /** @enum {string} */
            state: "planned" | "held" | "cancelled";
            units?: string[] | null;
            ways?: string[] | null;
        };
        SessionLine: {
            address: string;
            client: string;
            /** Format: date-time */
            createdAt: string;
            current: boolean;
            id: string;
            /** Format: date-time */
            lastSeenAt: string;
        };
        SessionOut: {
            /** @description id of the post acted for; empty when one has to be chosen */
            actingPostId: string;
            demo: boolean;
            /** @description may prove who they are at the provider */
            linked: boolean;
            /** @description a password of one's own has to be chosen first */
            mustChangePassword: boolean;
            /** @description a second factor has to be enrolled first */
            mustEnrol: boolean;
            /** @description acts that begin a case, rights, and screens */
            permissions: string[];
            posts: components["schemas"]["PostOut"][];
            /** @description has a second factor: proofs need a code of it */
            secondFactor: boolean;
            /** Format: date-time */
            serverTime: string;
            user: components["schemas"]["UserOut"];
            version: string;
        };
        Settle: {
            /** @description day the committee's seal was affixed; needed for a written agreement */
            sealedOn?: string;
        };
        ShareCaucus: {
            /** @description id of the note */
            caucus: string;
            /** @description user ids; nobody else when empty */
            named?: string[] | null;
        };
        SheetProblem: {
            args?: {
                [key: string]: unknown;
            };
            code: string;
            column?: string;
            /** Format: int64 */
            line: number;
        };
        Sign: {
            /** @description user id of the named responsible person; the signer when empty */
            handler?: string;
        };
        SignInInBody: {
            /** @description of the second factor, or a recovery code; asked for with identity.code_needed */
            code?: string;
            password: string;
            username: string;
        };
        SlipOut: {
            id: string;
            /** Format: date-time */
            issuedAt: string;
            issuedBy: string;
            /** @enum {string} */
            kind: "receipt" | "refusal" | "assignment" | "transfer" | "agreement" | "oral_agreement" | "termination" | "register" | "session_notice" | "session_record" | "visit_record" | "court_application" | "rights_notice" | "closing_report" | "cover" | "contents" | "data_reply";
            no: string;
            org: string;
            /** @description number of the document in its place */
            replacedBy?: string;
            said?: components["schemas"]["Said"];
            subject?: string;
            /** @description it no longer holds: the session moved or was called off */
            void: boolean;
        };
        SubscribeInBody: {
            /** @enum {string} */
            rhythm: "never" | "daily" | "weekly";
        };
        SuggestionOut: {
            confidential: boolean;
            /** @description where the words stand that are not in number or title */
            found: components["schemas"]["FoundOut"][];
            /**
             * @description what the hit lies in
             * @enum {string}
             */
            group: "number" | "party" | "title" | "text";
            id: string;
            no: components["schemas"]["PieceOut"][];
            state: string;
            title: components["schemas"]["PieceOut"][];
        };
        SuggestionsOut: {
            /** @description by group, and in each the newest first */
            items: components["schemas"]["SuggestionOut"][];
            /** @description there are more: listCases with sort=match lists all */
            more: boolean;
        };
        Tag: {
            /** @description codes of the list case_tag */
            add?: string[] | null;
            /** @description codes */
            remove?: string[] | null;
        };
        TakeUpInBody: {
            reason: string;
            /** Format: int64 */
            version: number;
            /** @description ids of cases that are left out */
            without?: string[] | null;
        };
        TaskOut: {
            case: components["schemas"]["RowOut"];
            clock: components["schemas"]["NextOut"];
            id: string;
            unitName: string;
        };
        TextOut: {
            /** @description there is more; get the file */
            cut: boolean;
            text: string;
        };
        Tie: {
            /** Format: date-time */
            at: string;
            by: string;
            case: string;
            id: string;
            /** @enum {string} */
            kind: "repeat" | "same_root" | "leads" | "belongs" | "absorbed";
            note?: string;
        };
        TiedOut: {
            id: string;
            no: string;
            state: string;
            title: string;
        };
        Triage: {
            /** @enum {string} */
            batch: "urgent" | "contain" | "active";
            /** @enum {string} */
            difficulty: "immediate" | "simple" | "normal" | "complex";
            /** @enum {string} */
            level: "ordinary" | "major" | "grave";
            reason: string;
        };
        Unhold: {
            /** @description id of the hold */
            hold: string;
            reason: string;
        };
        UnitInBody: {
            address?: string;
            area?: string;
            code?: string;
            kind: string;
            level?: string;
            name: string;
            parentId?: string;
            phone?: string;
            region: string;
            shortName?: string;
        };
        UnitOut: {
            address?: string;
            area?: string;
            closed: boolean;
            closedInto?: string;
            code?: string;
            id: string;
            kind: string;
            level: string;
            name: string;
            parentId?: string;
            path: string;
            phone?: string;
            region: string;
            shortName: string;
            /** @description a case can be put on it */
            takesCases: boolean;
            /** Format: int64 */
            version: number;
        };
        Unlink: {
            /** @description the other case */
            case: string;
            reason: string;
        };
        Unmerge: {
            /** @description the case it was merged into */
            case: string;
            reason: string;
        };
        Unname: {
            /** @description user id */
            person: string;
            reason: string;
        };
        UpdateOrgRequest: {
            address?: string;
            area?: string;
            code?: string;
            kind: string;
            level?: string;
            name: string;
            parentId?: string;
            phone?: string;
            region: string;
            shortName?: string;
        };
        UpdateUserRequest: {
            name: string;
            phone?: string;
        };
        UploadOut: {
            /** @description it is a file already; finish says which */
            done: boolean;
            /**
             * Format: int64
             * @description bytes that have come and are kept; go on from here
             */
            got: number;
            id: string;
            /**
             * Format: int64
             * @description most bytes of a part
             */
            part: number;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
        };
        UserOut: {
            id: string;
            lang: string;
            name: string;
            username: string;
        };
        VerifiedOut: {
            /** Format: int64 */
            checkpoints: number;
            /** Format: int64 */
            entries: number;
            /**
             * Format: int64
             * @description entries whose body was lawfully erased
             */
            erased: number;
            findings: components["schemas"]["FindingOut"][];
            /** Format: int64 */
            found: number;
            /** Format: int64 */
            streams: number;
            /** Format: int64 */
            tookMs: number;
            /**
             * Format: int64
             * @description entries no checkpoint covers yet
             */
            waiting: number;
            whole: boolean;
        };
        VerifyStep: {
            /**
             * Format: int64
             * @description entries there should be
             */
            all: number;
            problem?: components["schemas"]["Problem"];
            /**
             * Format: int64
             * @description entries read so far
             */
            read: number;
            result?: components["schemas"]["VerifiedOut"];
        };
        ViewOut: {
            acts: components["schemas"]["PossibleOut"][];
            agreements: components["schemas"]["Agreement"][];
            assignments: components["schemas"]["Assignment"][];
            case: components["schemas"]["Case"];
            /** @description what parties said in confidence; only notes the reader wrote or is named on */
            caucuses: components["schemas"]["Caucus"][];
            /** @description what to know before anybody is called or invited */
            cautions: components["schemas"]["CautionOut"][];
            clocks: components["schemas"]["ClockOut"][];
            contacts: components["schemas"]["Contacting"][];
            /** @description completeness of the file */
            contents: components["schemas"]["Item"][];
            extensions: components["schemas"]["Extension"][];
            files: components["schemas"]["File"][];
            hazards: components["schemas"]["Hazard"][];
            holds: components["schemas"]["Holding"][];
            /** @description what the closing gate still asks for */
            missing: components["schemas"]["ReasonOut"][];
            parties: components["schemas"]["PartyOut"][];
            /** @description names by id */
            people: {
                [key: string]: string;
            };
            /** @description town and village of the place */
            regionName?: string;
            relations: string[];
            /** @description duties to report and reports made; empty for who may not read them */
            reports: components["schemas"]["Reporting"][];
            /** @description what parties asked about their own data */
            requests: components["schemas"]["DataRequest"][];
            /** @description answers about violence at home, the newest last; empty for who may not read them */
            screenings: components["schemas"]["Screening"][];
            /** @description sessions whose record is withheld */
            sealed: string[];
            sessions: components["schemas"]["Session"][];
            slips: components["schemas"]["SlipOut"][];
            /** @description the other cases of its ties, those the reader may open */
            tied: components["schemas"]["TiedOut"][];
            trackingCode?: string;
            /** @description names by id */
            units: {
                [key: string]: string;
            };
            /** @description ids of files that no scanner has looked at yet */
            unscanned: string[];
            /** Format: int64 */
            version: number;
            visits: components["schemas"]["Visit"][];
            voices: components["schemas"]["Voice"][];
        };
        Visit: {
            /** Format: date-time */
            at: string;
            by: string;
            escalating: boolean;
            id: string;
            noneReason?: string;
            on: string;
            org: string;
            party: string;
            /** @enum {string} */
            performed: "" | "yes" | "partly" | "no" | "none";
            /** @enum {string} */
            satisfied: "" | "yes" | "fair" | "no";
            /** @enum {string} */
            settled: "" | "yes" | "no";
            way: string;
            words: string;
        };
        VisitParty: {
            escalating?: boolean;
            /** @description why no party could be asked */
            noneReason?: string;
            on: string;
            party?: string;
            /** @enum {string} */
            performed?: "" | "yes" | "partly" | "no" | "none";
            /** @enum {string} */
            satisfied?: "" | "yes" | "fair" | "no";
            /** @enum {string} */
            settled?: "" | "yes" | "no";
            way: string;
            words?: string;
        };
        Voice: {
            answer?: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            how?: "" | "contacted" | "explained" | "reopened";
            id: string;
            /** @enum {string} */
            kind: "complaint" | "not_settled" | "settled";
            text: string;
            to: string;
        };
        WaiveCourt: {
            on: string;
            reason?: string;
        };
        WaysOut: {
            /** @description what people call the OpenID Connect provider; empty when there is none */
            provider: string;
        };
        Withdraw: {
            note?: string;
            party: string;
            routes?: string[] | null;
        };
        WithdrawInBody: {
            /** Format: int64 */
            version: number;
        };
        WorkCountOut: {
            /** Format: int64 */
            all: number;
            /** Format: int64 */
            late: number;
            /** Format: int64 */
            near: number;
        };
        WorkCountsOut: {
            below: components["schemas"]["WorkCountOut"];
            mine: components["schemas"]["WorkCountOut"];
            /**
             * Format: int64
             * @description a number above this one means: more than this
             */
            most: number;
            unit: components["schemas"]["WorkCountOut"];
        };
        YearOut: {
            /** @description the State Council's notice for the year is on file */
            announced: boolean;
            days: components["schemas"]["DayOut"][];
            /** Format: int64 */
            year: number;
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
    findAlike: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlikeInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfAlikeOut"];
                };
            };
            /** @description Failure */
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
    listAreas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfAreaOut"];
                };
            };
            /** @description Failure */
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
    saveArea: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AreaOut"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    addBlock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockOut"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockOut"];
                };
            };
            /** @description Failure */
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
    deleteBlock: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listBreaches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfBreachOut"];
                };
            };
            /** @description Failure */
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
    listBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulksOut"];
                };
            };
            /** @description Failure */
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
    beginBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Failure */
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
    getBulk: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Failure */
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
    listBulkLines: {
        parameters: {
            query?: {
                state?: "waiting" | "ready" | "refused" | "done" | "failed" | "undone" | "kept";
                after?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkLinesOut"];
                };
            };
            /** @description Failure */
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
    startBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Failure */
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
    stopBulk: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Failure */
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
    undoBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Failure */
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
    getYear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearOut"];
                };
            };
            /** @description Failure */
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
    listCases: {
        parameters: {
            query?: {
                /** @description states, separated by commas */
                state?: string;
                level?: string;
                batch?: string;
                difficulty?: "immediate" | "simple" | "normal" | "complex";
                cause?: string;
                channel?: string;
                region?: string;
                /** @description organisation that holds; the acting one when only unit is given */
                org?: string;
                /** @description how far below org: 本级, 直属下辖, 下辖全部 */
                unit?: "mine" | "children" | "below";
                /** @description organisation that registered */
                intake?: string;
                /** @description organisation that assists or assisted */
                assist?: string;
                /** @description user id, or me */
                handler?: string;
                /** @description words that all stand in the names of its parties */
                party?: string;
                colour?: "green" | "yellow" | "red" | "paused";
                /** @description kind of a clock that runs; colour is then that of this clock */
                clock?: string;
                /** @description registered on or after, YYYY-MM-DD */
                from?: string;
                /** @description registered on or before, YYYY-MM-DD */
                to?: string;
                /** @description something was done last on or after, YYYY-MM-DD */
                updatedFrom?: string;
                /** @description something was done last on or before, YYYY-MM-DD */
                updatedTo?: string;
                /** @description milestone that was reached */
                reached?: "accept" | "contact" | "assign" | "sign" | "session" | "settle" | "perform" | "visit" | "close" | "archive";
                /** @description on or after, YYYY-MM-DD */
                reachedFrom?: string;
                /** @description on or before, YYYY-MM-DD */
                reachedTo?: string;
                /** @description at least so many people */
                people?: number;
                /** @description at most so many people; 0 for any */
                peopleMax?: number;
                /** @description fen */
                amountMin?: number;
                /** @description fen; 0 for any */
                amountMax?: number;
                /** @description tags, all of them, separated by commas */
                tag?: string;
                /** @description session, agreement, performed, breach, court, visit, hazard, voice, extension, file: all of them, separated by commas */
                has?: string;
                /** @description of the same: none of them */
                lacks?: string;
                court?: "applied" | "waived" | "confirmed" | "rejected" | "withdrawn";
                outcome?: "settled" | "failed" | "withdrawn" | "referred" | "declined";
                closing?: "substantive" | "staged" | "procedural";
                confidential?: boolean;
                /** @description words that all stand in names, initials of names, numbers, title, facts or place */
                text?: string;
                cursor?: string;
                limit?: number;
                /** @description match: what text finds, a number first, then names, titles and texts, in each the newest first */
                sort?: "due" | "reported" | "updated" | "no" | "match";
                desc?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfRowOut"];
                };
            };
            /** @description Failure */
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
    register: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunOut"];
                };
            };
            /** @description Failure */
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
    countCases: {
        parameters: {
            query?: {
                /** @description states, separated by commas */
                state?: string;
                level?: string;
                batch?: string;
                difficulty?: "immediate" | "simple" | "normal" | "complex";
                cause?: string;
                channel?: string;
                region?: string;
                /** @description organisation that holds; the acting one when only unit is given */
                org?: string;
                /** @description how far below org: 本级, 直属下辖, 下辖全部 */
                unit?: "mine" | "children" | "below";
                /** @description organisation that registered */
                intake?: string;
                /** @description organisation that assists or assisted */
                assist?: string;
                /** @description user id, or me */
                handler?: string;
                /** @description words that all stand in the names of its parties */
                party?: string;
                colour?: "green" | "yellow" | "red" | "paused";
                /** @description kind of a clock that runs; colour is then that of this clock */
                clock?: string;
                /** @description registered on or after, YYYY-MM-DD */
                from?: string;
                /** @description registered on or before, YYYY-MM-DD */
                to?: string;
                /** @description something was done last on or after, YYYY-MM-DD */
                updatedFrom?: string;
                /** @description something was done last on or before, YYYY-MM-DD */
                updatedTo?: string;
                /** @description milestone that was reached */
                reached?: "accept" | "contact" | "assign" | "sign" | "session" | "settle" | "perform" | "visit" | "close" | "archive";
                /** @description on or after, YYYY-MM-DD */
                reachedFrom?: string;
                /** @description on or before, YYYY-MM-DD */
                reachedTo?: string;
                /** @description at least so many people */
                people?: number;
                /** @description at most so many people; 0 for any */
                peopleMax?: number;
                /** @description fen */
                amountMin?: number;
                /** @description fen; 0 for any */
                amountMax?: number;
                /** @description tags, all of them, separated by commas */
                tag?: string;
                /** @description session, agreement, performed, breach, court, visit, hazard, voice, extension, file: all of them, separated by commas */
                has?: string;
                /** @description of the same: none of them */
                lacks?: string;
                court?: "applied" | "waived" | "confirmed" | "rejected" | "withdrawn";
                outcome?: "settled" | "failed" | "withdrawn" | "referred" | "declined";
                closing?: "substantive" | "staged" | "procedural";
                confidential?: boolean;
                /** @description words that all stand in names, initials of names, numbers, title, facts or place */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountsOut"];
                };
            };
            /** @description Failure */
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
    suggestCases: {
        parameters: {
            query?: {
                /** @description words that all stand in names, initials of names, numbers, title, facts or place */
                text?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionsOut"];
                };
            };
            /** @description Failure */
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
    getCase: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewOut"];
                };
            };
            /** @description Failure */
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
    case_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Accept"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_add_hazard: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddHazard"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_add_party: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddParty"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    listAlike: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfAlikeOut"];
                };
            };
            /** @description Failure */
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
    case_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Answer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_answer_data: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerData"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_apply_court: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyCourt"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Archive"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_ask_data: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskData"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_ask_extension: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskExtension"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assign"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_attach_file: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachFile"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_breach: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Breach"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_cancel_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelSession"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_caucus: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteCaucus"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    explainClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                clock: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReckoningOut"];
                };
            };
            /** @description Failure */
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
    case_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Close"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_conceal: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Conceal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_confide: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confide"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_confirm_party: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmParty"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_contact: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Contact"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_correct: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Correct"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    getOwnData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnData"];
                    "application/pdf": string;
                };
            };
            /** @description Failure */
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
    case_decide_extension: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideExtension"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decline"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_designate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Designate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_draft_agreement: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftAgreement"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_escalate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    listEvents: {
        parameters: {
            query?: {
                /** @description seq of the last entry of the page before */
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfEventOut"];
                };
            };
            /** @description Failure */
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
    case_fail: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Fail"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of the file that Range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Failure */
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
    getPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Failure */
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
    getFileText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextOut"];
                };
            };
            /** @description Failure */
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
    getForm: {
        parameters: {
            query?: {
                alias?: string;
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            /** @description Failure */
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
    case_handover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Handover"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_hold: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hold"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_join: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Join"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Link"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_move_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveSession"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_name: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamePeople"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_opine: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Opine"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pause"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_perform: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Perform"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_plan_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanSession"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    listReaders: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfReadingOut"];
                };
            };
            /** @description Failure */
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
    case_recall: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recall"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_record_court: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCourt"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_record_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordSession"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_refer: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_remove_hazard: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveHazard"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reopen"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeReport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resume"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_return: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Return"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    reveal: {
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
                "application/json": components["schemas"]["RevealInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedOut"];
                };
            };
            /** @description Failure */
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
    case_screen: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Screen"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_settle: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Settle"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_share_caucus: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareCaucus"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_sign: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sign"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    getSlip: {
        parameters: {
            query?: {
                alias?: string;
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            /** @description Failure */
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
    case_tag: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tag"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_triage: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Triage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_unhold: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unhold"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_unlink: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unlink"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_unmerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unmerge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_unname: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unname"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_visit: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitParty"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_waive_court: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiveCourt"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    case_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
                /** @description the version of the case as it was read, in quotes */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withdraw"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Failure */
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
    getCodes: {
        parameters: {
            query?: {
                /** @description ids of lists, separated by commas; all when empty */
                lists?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesOut"];
                };
            };
            /** @description Failure */
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
    listColleagues: {
        parameters: {
            query?: {
                /** @description the acting organisation when empty */
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfColleagueOut"];
                };
            };
            /** @description Failure */
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
    listDiary: {
        parameters: {
            query: {
                from: string;
                until: string;
                whose?: "mine" | "unit" | "subtree";
                /** @description the acting organisation when empty */
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaOut"];
                };
            };
            /** @description Failure */
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
    getDayList: {
        parameters: {
            query?: {
                whose?: string;
                org?: string;
            };
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            /** @description Failure */
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
    getDiaryUnit: {
        parameters: {
            query: {
                from: string;
                until: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiaryUnitOut"];
                };
            };
            /** @description Failure */
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
    listDigests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestsOut"];
                };
            };
            /** @description Failure */
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
    sawDigests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listDrafts: {
        parameters: {
            query?: {
                kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfDraftOut"];
                };
            };
            /** @description Failure */
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
    getDraft: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Failure */
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
    putDraft: {
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
                "application/json": components["schemas"]["DraftInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Failure */
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
    deleteDraft: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportsOut"];
                };
            };
            /** @description Failure */
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
    beginExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"];
                };
            };
            /** @description Failure */
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
    cancelExport: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    fetchExport: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            /** @description The part of the file that Range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            /** @description Failure */
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
    readFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Failure */
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
    upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileOut"];
                };
            };
            /** @description Failure */
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
    listFindings: {
        parameters: {
            query?: {
                /** @description only those in one's own files */
                mine?: boolean;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MalwareListOut"];
                };
            };
            /** @description Failure */
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
    toldFindings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    putHours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoursOut"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    immediate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImmediateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunOut"];
                };
            };
            /** @description Failure */
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
    importDays: {
        parameters: {
            query?: {
                year?: string;
                source?: string;
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Failure */
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
    importOrgs: {
        parameters: {
            query?: {
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Failure */
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
    importRegions: {
        parameters: {
            query?: {
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Failure */
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
    importUsers: {
        parameters: {
            query?: {
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Failure */
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
    ledgerStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerOut"];
                };
            };
            /** @description Failure */
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
    proveEntry: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofOut"];
                };
            };
            /** @description Failure */
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
    readStream: {
        parameters: {
            query?: {
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfRecordOut"];
                };
            };
            /** @description Failure */
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
    verifyLedger: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["VerifyStep"];
                };
            };
            /** @description Failure */
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
    listLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfListOut"];
                };
            };
            /** @description Failure */
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
    getList: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut"];
                };
            };
            /** @description Failure */
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
    reviseItem: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    addItem: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    retireItem: {
        parameters: {
            query?: {
                /** @description first day it no longer holds; today when empty */
                from?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                list: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    getFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorOut"];
                };
            };
            /** @description Failure */
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
    beginFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentOut"];
                };
            };
            /** @description Failure */
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
    removeFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    confirmFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryOut"];
                };
            };
            /** @description Failure */
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
    renewRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryOut"];
                };
            };
            /** @description Failure */
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
    listFeeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfFeedOut"];
                };
            };
            /** @description Failure */
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
    makeFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeFeedRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Failure */
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
    endFeed: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    setLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LangInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    getLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            /** @description Failure */
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
    unlinkMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfSessionLine"];
                };
            };
            /** @description Failure */
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
    revokeSession: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    updateMember: {
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
                "application/json": components["schemas"]["MemberOut"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberOut"];
                };
            };
            /** @description Failure */
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
    leaveMember: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listMonths: {
        parameters: {
            query?: {
                /** @description organisation; the acting one without */
                unit?: string;
                /** @description YYYY-MM in which cases were registered; the present one without */
                month?: string;
                /** @description last month, at most eleven later; the same one without */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthsOut"];
                };
            };
            /** @description Failure */
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
    oidcCallback: {
        parameters: {
            query?: {
                state?: string;
                code?: string;
                iss?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On with the page the errand was begun from; came tells what is wrong or wanted */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    enterCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    departLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureBody"];
                };
            };
            /** @description Failure */
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
    departProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureBody"];
                };
            };
            /** @description Failure */
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
    departSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureBody"];
                };
            };
            /** @description Failure */
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
    listOrgs: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description part of the name, or pinyin initials */
                text?: string;
                /** @description only those directly below */
                parent?: string;
                /** @description only those in the subtree of this one */
                within?: string;
                kind?: string;
                /** @description closed ones too */
                closed?: boolean;
                /** @description only the roots */
                root?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfUnitOut"];
                };
            };
            /** @description Failure */
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
    createOrg: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Failure */
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
    getOrg: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgOut"];
                };
            };
            /** @description Failure */
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
    updateOrg: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrgRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Failure */
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
    closeOrg: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Failure */
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
    addMember: {
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
                "application/json": components["schemas"]["MemberOut"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberOut"];
                };
            };
            /** @description Failure */
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
    mergeOrg: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Failure */
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
    moveOrg: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Failure */
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
    listPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfClockRule"];
                };
            };
            /** @description Failure */
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
    revisePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodesClockRule"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesClockRule"];
                };
            };
            /** @description Failure */
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
    addPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodesClockRule"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesClockRule"];
                };
            };
            /** @description Failure */
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
    retirePolicy: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    grantPost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityGrant"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPost"];
                };
            };
            /** @description Failure */
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
    endPost: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listRegions: {
        parameters: {
            query?: {
                /** @description children of this division; the top level when empty */
                parent?: string;
                /** @description search below this division */
                within?: string;
                text?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfRegionOut"];
                };
            };
            /** @description Failure */
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
    listBatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchListOut"];
                };
            };
            /** @description Failure */
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
    proposeBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Failure */
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
    getBatch: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Failure */
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
    getCertificate: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Failure */
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
    decideBatch: {
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
                "application/json": components["schemas"]["DecideInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Failure */
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
    takeUpBatch: {
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
                "application/json": components["schemas"]["TakeUpInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Failure */
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
    withdrawBatch: {
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
                "application/json": components["schemas"]["WithdrawInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Failure */
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
    listEnding: {
        parameters: {
            query?: {
                /** @description day, YYYY-MM-DD; today when empty */
                by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndingListOut"];
                };
            };
            /** @description Failure */
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
    listRooms: {
        parameters: {
            query?: {
                /** @description the acting organisation when empty */
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfRoomOut"];
                };
            };
            /** @description Failure */
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
    addRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomOut"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomOut"];
                };
            };
            /** @description Failure */
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
    updateRoom: {
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
                "application/json": components["schemas"]["RoomOut"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomOut"];
                };
            };
            /** @description Failure */
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
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Failure */
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
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Failure */
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
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    act: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActingInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Failure */
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
    prove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    waysIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysOut"];
                };
            };
            /** @description Failure */
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
    uploadLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsOut"];
                };
            };
            /** @description Failure */
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
    beginUpload: {
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
                "application/json": components["schemas"]["AnnounceInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description Failure */
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
    dropUpload: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    finishUpload: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileOut"];
                };
            };
            /** @description Failure */
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
    sendPart: {
        parameters: {
            query: {
                at: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description Failure */
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
    listUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description part of username, name or initials */
                text?: string;
                /** @description with a live post in this organisation or below */
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfAccountOut"];
                };
            };
            /** @description Failure */
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
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityNewUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedOut"];
                };
            };
            /** @description Failure */
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
    getUser: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Failure */
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
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUserRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    disableUser: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableUserRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    resetFactor: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    linkUser: {
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
                "application/json": components["schemas"]["LinkUserRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    unlinkUser: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    resetUser: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedOut"];
                };
            };
            /** @description Failure */
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
    revokeSessions: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfSavedViewOut"];
                };
            };
            /** @description Failure */
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
    saveView: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key again gives the same answer and does nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveViewInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewOut"];
                };
            };
            /** @description Failure */
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
    removeView: {
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
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    subscribeView: {
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
                "application/json": components["schemas"]["SubscribeInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Failure */
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
    listWork: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                of?: "mine" | "unit" | "below";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfTaskOut"];
                };
            };
            /** @description Failure */
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
    countWork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkCountsOut"];
                };
            };
            /** @description Failure */
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
