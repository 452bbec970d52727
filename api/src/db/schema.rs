//! The tables as diesel sees them; the truth is in `migrations/`.
#![allow(missing_docs)]

diesel::table! {
    institutions (id) {
        id -> Text, code -> Text, name -> Text, name_key -> Text, short_name -> Text, kind -> Text,
        region_code -> Nullable<Text>, website -> Nullable<Text>,
        created_at -> BigInt, updated_at -> BigInt, version -> BigInt, sort_key -> Text,
    }
}

diesel::table! {
    hubs (id) {
        id -> Text, institution_id -> Text, name -> Text, name_key -> Text, slug -> Text, status -> Text,
        basis -> Nullable<Text>, basis_ref -> Nullable<Text>, formed_year -> Nullable<Integer>,
        formed_on -> Nullable<Text>, focus -> Nullable<Text>, description -> Nullable<Text>,
        contact_email -> Nullable<Text>, created_at -> BigInt, updated_at -> BigInt, version -> BigInt, sort_key -> Text,
    }
}

diesel::table! {
    network (id) {
        id -> Integer, version -> BigInt,
    }
}

diesel::table! {
    sort_keys (id) {
        id -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    hub_transitions (id) {
        id -> Text, hub_id -> Text, from_status -> Nullable<Text>, to_status -> Text, at -> BigInt,
        by_user -> Nullable<Text>, note -> Nullable<Text>, event_id -> Nullable<Text>,
    }
}

diesel::table! {
    users (id) {
        id -> Text, email -> Text, email_key -> Text, name -> Text, locale -> Text,
        password_hash -> Nullable<Text>, institution_id -> Nullable<Text>, roles -> Text, active -> Bool,
        demo -> Bool, created_at -> BigInt, updated_at -> BigInt, version -> BigInt, digest -> Text,
        digest_sent_at -> BigInt, link_seen -> Bool, sort_key -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text, user_id -> Text, generation -> BigInt, rotated_at -> BigInt, created_at -> BigInt,
        last_used_at -> BigInt, expires_at -> BigInt, revoked_at -> Nullable<BigInt>,
        user_agent -> Nullable<Text>, address -> Nullable<Text>,
    }
}

diesel::table! {
    signing_keys (id) {
        id -> Text, algorithm -> Text, public_key -> Text, sealed_private -> Text, created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    innovations (seq) {
        seq -> BigInt, id -> Text, slug -> Text, title -> Text, title_key -> Text, acronym -> Nullable<Text>,
        summary -> Nullable<Text>, hub_id -> Text, institution_id -> Text, unit_name -> Nullable<Text>,
        sector -> Nullable<Text>, category -> Nullable<Text>, status -> Text, phase -> Text,
        sustainability -> Text, attested_on -> Nullable<Text>, initiated_on -> Nullable<Text>,
        implemented_on -> Nullable<Text>, implemented_year -> Nullable<Integer>, sdgs -> Text,
        keywords -> Text, awards -> Text, source -> Text, source_ref -> Nullable<Text>,
        completeness -> Integer, owner_ids -> Text, created_by -> Nullable<Text>, published_at -> BigInt,
        created_at -> BigInt, updated_at -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    innovation_texts (seq) {
        seq -> BigInt, background -> Nullable<Text>, objectives -> Nullable<Text>, novelty -> Nullable<Text>,
        effectiveness -> Nullable<Text>, benefit -> Nullable<Text>, transferability -> Nullable<Text>,
        sustainability_plan -> Nullable<Text>, challenges -> Nullable<Text>, success_factors -> Nullable<Text>,
        lessons_learned -> Nullable<Text>, resources -> Nullable<Text>, legal_basis -> Nullable<Text>,
        indicators -> Text, links -> Text, team -> Text,
    }
}

diesel::table! {
    innovation_sdgs (sdg, seq) { sdg -> Integer, seq -> BigInt, }
}

diesel::table! {
    innovation_owners (user_id, seq) { user_id -> Text, seq -> BigInt, }
}

diesel::table! {
    innovation_transitions (id) {
        id -> Text, seq -> BigInt, from_status -> Nullable<Text>, to_status -> Text, at -> BigInt,
        by_user -> Nullable<Text>, note -> Nullable<Text>,
    }
}

diesel::table! {
    reviews (id) {
        id -> Text, seq -> BigInt, reviewer_id -> Text, innovation_version -> BigInt, novelty -> Integer,
        effectiveness -> Integer, benefit -> Integer, transferability -> Integer, sustainability -> Integer,
        comment -> Nullable<Text>, recommendation -> Text, created_at -> BigInt, updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    innovation_search (rowid) { rowid -> BigInt, terms -> Text, }
}

diesel::table! {
    audit_events (seq) {
        seq -> BigInt, id -> Text, at -> BigInt, actor_id -> Nullable<Text>, action -> Text, record_type -> Text,
        record_id -> Text, summary -> Text, before_sha256 -> Nullable<Text>, after_sha256 -> Nullable<Text>,
        request_id -> Nullable<Text>,
    }
}

diesel::table! {
    innovation_revisions (id) {
        id -> Text, seq -> BigInt, version -> BigInt, kind -> Text, restored_version -> Nullable<BigInt>,
        by_user -> Nullable<Text>, started_at -> BigInt, at -> BigInt, content -> Text,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text, email -> Text, email_key -> Text, name -> Text, institution_id -> Text, roles -> Text,
        token_sha256 -> Text, created_by -> Text, created_at -> BigInt, expires_at -> BigInt,
        accepted_at -> Nullable<BigInt>, revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    password_resets (id) {
        id -> Text, user_id -> Text, token_sha256 -> Text, created_by -> Text, created_at -> BigInt,
        expires_at -> BigInt, used_at -> Nullable<BigInt>, shown -> Bool,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> Text, body_sha256 -> Text, status -> Integer, location -> Nullable<Text>, etag -> Nullable<Text>,
        body -> Nullable<Text>, created_at -> BigInt,
    }
}

diesel::table! {
    events (id) {
        id -> Text, institution_id -> Nullable<Text>, kind -> Text, hub_formation -> Bool, title -> Text, title_key -> Text,
        starts_at -> BigInt, ends_at -> BigInt, venue -> Nullable<Text>, online_url -> Nullable<Text>,
        agenda -> Nullable<Text>, minutes -> Nullable<Text>, status -> Text, check_in_code -> Text,
        opened_at -> Nullable<BigInt>, created_by -> Nullable<Text>, created_at -> BigInt,
        updated_at -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    event_participants (event_id, institution_id) {
        event_id -> Text, institution_id -> Text, response -> Text, attended -> Bool, decision -> Text,
        note -> Nullable<Text>, invited_at -> BigInt, reminded_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    event_action_items (id) {
        id -> Text, event_id -> Text, title -> Text, assignee_id -> Nullable<Text>, due_on -> Nullable<Text>,
        done -> Bool, created_at -> BigInt,
    }
}

diesel::table! {
    event_transitions (id) {
        id -> Text, event_id -> Text, from_status -> Nullable<Text>, to_status -> Text, at -> BigInt,
        by_user -> Nullable<Text>, note -> Nullable<Text>,
    }
}

diesel::table! {
    audit_seals (place) { place -> BigInt, event_seq -> BigInt, hash -> Text, sealed_at -> BigInt, }
}

diesel::joinable!(audit_seals -> audit_events (event_seq));

diesel::table! {
    files (id) {
        id -> Text, sha256 -> Text, size -> BigInt, media_type -> Text, created_by -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    mous (id) {
        id -> Text, hub_id -> Text, institution_id -> Text, number -> Nullable<Text>, year -> Integer,
        title -> Text, title_key -> Text, scope -> Nullable<Text>, starts_on -> Text, ends_on -> Text,
        status -> Text, verification_code -> Text, document_id -> Nullable<Text>,
        supersedes_id -> Nullable<Text>, created_by -> Nullable<Text>, created_at -> BigInt,
        updated_at -> BigInt, version -> BigInt, in_force_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    mou_parties (mou_id, institution_id) { mou_id -> Text, institution_id -> Text, position -> Integer, }
}

diesel::table! {
    mou_signatures (id) {
        id -> Text, mou_id -> Text, institution_id -> Text, signatory_name -> Text, position -> Text,
        signed_on -> Text, method -> Text, document_sha256 -> Text, artefact_id -> Nullable<Text>,
        by_user -> Nullable<Text>, created_at -> BigInt,
    }
}

diesel::table! {
    mou_transitions (id) {
        id -> Text, mou_id -> Text, from_status -> Nullable<Text>, to_status -> Text, at -> BigInt,
        by_user -> Nullable<Text>, note -> Nullable<Text>,
    }
}

diesel::table! {
    mou_comments (id) { id -> Text, mou_id -> Text, author_id -> Text, body -> Text, created_at -> BigInt, }
}

diesel::table! {
    mou_reminders (mou_id, days) { mou_id -> Text, days -> BigInt, at -> BigInt, }
}

diesel::table! {
    mou_revisions (id) {
        id -> Text, mou_id -> Text, version -> BigInt, kind -> Text, restored_version -> Nullable<BigInt>,
        by_user -> Nullable<Text>, started_at -> BigInt, at -> BigInt, content -> Text,
    }
}

diesel::table! {
    event_attachments (id) {
        id -> Text, event_id -> Text, file_id -> Text, name -> Text, created_by -> Nullable<Text>, created_at -> BigInt,
    }
}

diesel::table! {
    notifications (id) {
        id -> Text, user_id -> Text, kind -> Text, record_type -> Text, record_id -> Text, record_title -> Text,
        path -> Text, detail -> Nullable<Text>, created_at -> BigInt, read_at -> Nullable<BigInt>,
        mail_due_at -> Nullable<BigInt>, by_user -> Nullable<Text>, part_id -> Nullable<Text>,
    }
}

diesel::table! {
    mail_turns (user_id, mailing) {
        user_id -> Text, mailing -> Text, next_at -> BigInt, failures -> BigInt,
    }
}

diesel::table! {
    posts (seq) {
        seq -> BigInt, id -> Text, slug -> Text, kind -> Text, title -> Text, title_key -> Text, body -> Text,
        excerpt -> Text, tags -> Text, video_url -> Nullable<Text>, hub_id -> Nullable<Text>, author_id -> Text,
        cover_image_id -> Nullable<Text>, status -> Text, publish_at -> Nullable<BigInt>, published_at -> BigInt,
        locked -> Bool, moderation_note -> Nullable<Text>, accepted_comment_id -> Nullable<Text>,
        comment_count -> BigInt, useful_count -> BigInt, created_at -> BigInt, updated_at -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    post_tags (tag_key, seq) { tag_key -> Text, tag -> Text, seq -> BigInt, }
}

diesel::table! {
    post_links (record_type, record_id, seq) {
        record_type -> Text, record_id -> Text, seq -> BigInt, position -> BigInt,
    }
}

diesel::table! {
    post_images (id) {
        id -> Text, seq -> BigInt, file_id -> Text, width -> BigInt, height -> BigInt, created_at -> BigInt,
    }
}

diesel::table! {
    post_transitions (id) {
        id -> Text, seq -> BigInt, from_status -> Nullable<Text>, to_status -> Text, at -> BigInt,
        by_user -> Nullable<Text>, note -> Nullable<Text>,
    }
}

diesel::table! {
    post_revisions (id) {
        id -> Text, seq -> BigInt, version -> BigInt, kind -> Text, restored_version -> Nullable<BigInt>,
        by_user -> Nullable<Text>, started_at -> BigInt, at -> BigInt, content -> Text,
    }
}

diesel::table! {
    comments (id) {
        id -> Text, seq -> BigInt, thread_id -> Text, parent_id -> Nullable<Text>, author_id -> Text, body -> Text,
        state -> Text, note -> Nullable<Text>, reply_count -> BigInt, useful_count -> BigInt, created_at -> BigInt,
        edited_at -> Nullable<BigInt>, version -> BigInt,
    }
}

diesel::table! {
    comment_edits (id) { id -> Text, comment_id -> Text, body -> Text, until -> BigInt, }
}

diesel::table! {
    reactions (record_type, record_id, user_id, kind) {
        record_type -> Text, record_id -> Text, user_id -> Text, kind -> Text, created_at -> BigInt,
    }
}

diesel::table! {
    reports (id) {
        id -> Text, record_type -> Text, record_id -> Text, seq -> BigInt, hub_id -> Nullable<Text>, reporter_id -> Text,
        reason -> Text, note -> Nullable<Text>, status -> Text, answer -> Nullable<Text>, decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>, created_at -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    search_documents (seq) {
        seq -> BigInt, record_type -> Text, record_id -> Text, title -> Text, path -> Text, text -> Text, at -> BigInt,
    }
}

diesel::table! {
    search_index (rowid) { rowid -> BigInt, terms -> Text, }
}

diesel::table! {
    search_spellings (variant, word) { variant -> Text, word -> Text, }
}

diesel::table! {
    synonyms (id) {
        id -> Text, words -> Text, created_at -> BigInt, updated_at -> BigInt, version -> BigInt,
    }
}

diesel::table! {
    former_slugs (slug) {
        slug -> Text, record_id -> Text,
    }
}

diesel::table! {
    subscriptions (id) {
        id -> Text, user_id -> Text, record_type -> Text, record_id -> Text, created_at -> BigInt,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Text, user_id -> Text, name -> Text, words -> Text, record_type -> Nullable<Text>, created_at -> BigInt,
        updated_at -> BigInt, version -> BigInt,
    }
}

diesel::joinable!(posts -> hubs (hub_id));
diesel::joinable!(posts -> users (author_id));
diesel::joinable!(post_tags -> posts (seq));
diesel::joinable!(post_links -> posts (seq));
diesel::joinable!(post_images -> posts (seq));
diesel::joinable!(post_images -> files (file_id));
diesel::joinable!(post_transitions -> users (by_user));
diesel::joinable!(post_revisions -> users (by_user));
diesel::joinable!(comments -> posts (seq));
diesel::joinable!(comments -> users (author_id));
diesel::joinable!(reports -> users (reporter_id));
diesel::joinable!(reports -> posts (seq));
diesel::joinable!(search_index -> search_documents (rowid));
diesel::joinable!(subscriptions -> users (user_id));
diesel::joinable!(saved_searches -> users (user_id));
diesel::joinable!(notifications -> users (user_id));
diesel::joinable!(mou_revisions -> users (by_user));
diesel::joinable!(event_attachments -> files (file_id));
diesel::joinable!(event_attachments -> users (created_by));
diesel::joinable!(mous -> hubs (hub_id));
diesel::joinable!(mous -> files (document_id));
diesel::joinable!(mou_parties -> institutions (institution_id));
diesel::joinable!(mou_parties -> mous (mou_id));
diesel::joinable!(mou_signatures -> institutions (institution_id));
diesel::joinable!(mou_signatures -> files (artefact_id));
diesel::joinable!(mou_transitions -> users (by_user));
diesel::joinable!(mou_comments -> users (author_id));
diesel::joinable!(events -> institutions (institution_id));
diesel::joinable!(event_participants -> institutions (institution_id));
diesel::joinable!(event_participants -> events (event_id));
diesel::joinable!(event_action_items -> users (assignee_id));
diesel::joinable!(event_transitions -> users (by_user));
diesel::joinable!(hubs -> institutions (institution_id));
diesel::joinable!(innovations -> hubs (hub_id));
diesel::joinable!(innovations -> institutions (institution_id));
diesel::joinable!(innovation_texts -> innovations (seq));
diesel::joinable!(innovation_sdgs -> innovations (seq));
diesel::joinable!(innovation_search -> innovations (rowid));
diesel::joinable!(users -> institutions (institution_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(innovation_transitions -> users (by_user));
diesel::joinable!(hub_transitions -> users (by_user));
diesel::joinable!(hub_transitions -> events (event_id));
diesel::joinable!(audit_events -> users (actor_id));
diesel::joinable!(innovation_revisions -> users (by_user));
diesel::joinable!(invitations -> institutions (institution_id));
diesel::joinable!(invitations -> users (created_by));
diesel::joinable!(reviews -> users (reviewer_id));
diesel::allow_tables_to_appear_in_same_query!(
    posts,
    post_tags,
    post_links,
    post_images,
    post_transitions,
    post_revisions,
    comments,
    comment_edits,
    reactions,
    reports,
    search_documents,
    search_index,
    search_spellings,
    synonyms,
    subscriptions,
    saved_searches,
    audit_events,
    audit_seals,
    files,
    mous,
    mou_parties,
    mou_signatures,
    mou_transitions,
    mou_comments,
    mou_reminders,
    mou_revisions,
    notifications,
    mail_turns,
    event_attachments,
    events,
    event_participants,
    event_action_items,
    event_transitions,
    innovation_revisions,
    invitations,
    password_resets,
    institutions,
    hubs,
    network,
    hub_transitions,
    users,
    sessions,
    innovations,
    innovation_texts,
    innovation_sdgs,
    innovation_owners,
    innovation_transitions,
    reviews,
    innovation_search
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(hubs::status, institutions::kind, hubs::formed_year);

diesel::alias!(innovation_sdgs as wanted_sdgs: WantedSdgs);
