// The table of tables. Reasons for what stays behind are in docs/adr/0026.
#include "client/store/backup_plan.hpp"

#include <array>

namespace stille::client::store {

namespace {

// Requests and contacts to be live from their session alone.
#define STILLE_PEOPLE "(SELECT id FROM contact WHERE stage >= 2)"
// What is to disappear does not lie on in a file; kind 2 is the setting itself.
#define STILLE_MESSAGE_KEPT "(expire_s = 0 OR kind = 2) AND contact IN " STILLE_PEOPLE
#define STILLE_MESSAGES "(SELECT id FROM message WHERE " STILLE_MESSAGE_KEPT ")"
#define STILLE_OF_PEOPLE "contact IN " STILLE_PEOPLE
#define STILLE_OF_MESSAGES "message IN " STILLE_MESSAGES

constexpr std::array kCopied{
    CopiedTable{"self", "id|identity|name|relay|created|generation|tidy_at=0"},
    CopiedTable{"config", "key|value"},
    // Open invitations end: their private halves stay behind.
    CopiedTable{"invitation",
                "id|name|link=''|link_id|sealed_card=x''|ask|state=iif(state < 2, 3, state)|"
                "link_state=iif(link_state < 2, 2, link_state)|created|expires|further_claims"},
    CopiedTable{"contact",
                "id|iid|identity|stage|alias|name|note|conversation|since|status=0|verified|blocked|"
                "reset_waits|invitation|repair_link|introduced|sessions=x''",
                "stage >= 2"},
    CopiedTable{"route", "contact|kind|relay|writer_id|writer_secret", "kind = 0 AND " STILLE_OF_PEOPLE},
    CopiedTable{
        "joining",
        "id|name|link=''|link_id|relay|state|error|contact=(SELECT id FROM contact WHERE stage >= 2 AND "
        "id = joining.contact)|created|grp"},
    // An address for repair stays the contact's; what came into the other mailboxes nobody can open any more.
    CopiedTable{"mailbox",
                "id|relay|kind|state|reader_id|reader_secret|writer_id|writer_secret|created|close_at|"
                "contact=iif(kind = 2, contact, NULL)|invitation",
                "state <> 0 OR kind = 2"},
    CopiedTable{"rendezvous", "contact|link_id|link|sealed_card|expires|link_state|told", STILLE_OF_PEOPLE},
    CopiedTable{
        "message",
        "id|name|contact|content_id|outgoing|kind|state|text|raw|at|authored|position|key|"
        "held_sid=iif(held_until IS NULL, NULL, zeroblob(32))|held_seq|held_until|reply_id|"
        "reply_outgoing|reply_excerpt|question|revision|removal|expire_s|expires_from|expires_at|author",
        STILLE_MESSAGE_KEPT},
    // What a user said. The rest of it belonged to the session.
    CopiedTable{"outgoing", "id|contact|content|message|about",
                STILLE_OF_MESSAGES " OR (message IS NULL AND about IN " STILLE_MESSAGES ")"},
    CopiedTable{"receipt", "contact|content_id|due", STILLE_OF_PEOPLE},
    CopiedTable{"event", "seq|name|type|at|state|count|contact|message|invitation|joining|about"},
    CopiedTable{"cursor", "name|seq"}, CopiedTable{"relay_invitation", "id|relay|code|state|reason|created"},
    // One that is bound to a mailbox may have been spent.
    CopiedTable{"token", "id|relay|invitation|nonce|blinding|token", "mailbox IS NULL"},
    CopiedTable{"relay_record", "fingerprint|epoch|sequence"},
    CopiedTable{"relay_class", "fingerprint|class|key"},
    CopiedTable{"wording", "message|revision|text|at", STILLE_OF_MESSAGES},
    CopiedTable{"reaction", "message|outgoing|revision|text", STILLE_OF_MESSAGES},
    CopiedTable{"early_change", "id|contact|content_id|target|weight|content|until", STILLE_OF_PEOPLE},
    CopiedTable{"timer", "contact|version|seconds", STILLE_OF_PEOPLE},
    CopiedTable{"circle", "id|name|rhythm"}, CopiedTable{"circle_member", "contact|circle", STILLE_OF_PEOPLE},
    CopiedTable{"keep",
                "contact|rhythm|birthday|greeted|never|rest_until|rest_since|shown|shown_on|back_offs",
                STILLE_OF_PEOPLE},
    CopiedTable{"keep_entry", "id|contact|day|at|via|note", STILLE_OF_PEOPLE},
    CopiedTable{"keep_reminder", "message|contact|day", STILLE_OF_MESSAGES},
    CopiedTable{"keep_settled", "message", STILLE_OF_MESSAGES},
    CopiedTable{"keep_draft", "contact|opener|purpose|day", STILLE_OF_PEOPLE},
    CopiedTable{"keep_day", "contact|day", STILLE_OF_PEOPLE},
    CopiedTable{"conversation", "contact|read_up_to|marked_unread|pinned|archived|muted_until|notify",
                STILLE_OF_PEOPLE},
    CopiedTable{"draft", "contact|text|reply_to|at", STILLE_OF_PEOPLE},
    CopiedTable{"draft_file", "contact|place|path", STILLE_OF_PEOPLE},
    CopiedTable{"later", "id|name|contact|text|key|due|tried|problem|reply_to|question", STILLE_OF_PEOPLE},
    CopiedTable{"retention", "contact|rule|hold", STILLE_OF_PEOPLE},
    CopiedTable{
        "attachment",
        "id|name|message|place|outgoing|state|reason|file_name|media_type|preview|size|source|restarts|"
        "chunk_class|chunk_count|file_key|root|hash|chunk_hashes|relay|reader_id|reader_secret|"
        "writer_id|writer_secret|payer|expires",
        STILLE_OF_MESSAGES},
    CopiedTable{"blob_removal", "id|relay|writer_id|writer_secret|until"},
    CopiedTable{"grp", "id|gid|conversation|alias|name|state|key|inviter|said|last|head|proofs"},
    CopiedTable{"grp_statement", "id|grp|hash|statement|at"}, CopiedTable{"grp_invited", "grp|contact|at"},
    CopiedTable{"grp_waiting", "id|iid|content|message|about",
                "(message IS NULL OR " STILLE_OF_MESSAGES ") AND (about IS NULL OR about IN " STILLE_MESSAGES
                ")"},
    CopiedTable{"grp_reaction", "message|author|revision|text", STILLE_OF_MESSAGES},
    CopiedTable{"grp_said", "grp|iid|gseq|hash|reported"}, CopiedTable{"grp_held", "id|grp|contact|content"},
    CopiedTable{"card_own", "field|value"},
    CopiedTable{"card_share", "contact|fields|version", STILLE_OF_PEOPLE},
    CopiedTable{"card", "contact|version|updated|wanted|news", STILLE_OF_PEOPLE},
    CopiedTable{"card_field", "contact|local|field|value", STILLE_OF_PEOPLE},
    CopiedTable{"signs", "contact|version|read_here|typing_here|their_version|read_there|typing_there",
                STILLE_OF_PEOPLE},
    CopiedTable{"read_sign", "contact|content_id|due", STILLE_OF_PEOPLE},
    CopiedTable{"introduction", "id|name|cid|guest|host|guest_agreed|host_agreed|link|state|created"},
    // A host's invitation has ended, and the introduction with it.
    CopiedTable{"acquaintance",
                "id|name|cid|introducer|iid|called|text|host|state=iif(state = 1 AND host = 1, 4, "
                "state)|created|invitation|joining"},
    CopiedTable{"met_through", "contact|introducer"}, CopiedTable{"address_import", "id|file|at"},
    CopiedTable{"address_change", "id|import|contact|what|place|before|after"},
    CopiedTable{"heard", "contact|at", STILLE_OF_PEOPLE}, CopiedTable{"grp_watch", "grp|life_at|told|passed"},
    CopiedTable{"grp_key", "id|grp|key"}, CopiedTable{"grp_wish", "grp|prev|at"},
    CopiedTable{"grp_agreement", "grp|member|signature"}, CopiedTable{"grp_asked", "grp|iid|prev|state|at"},
    CopiedTable{"grp_left_out", "message|iid", STILLE_OF_MESSAGES}};

#undef STILLE_OF_MESSAGES
#undef STILLE_OF_PEOPLE
#undef STILLE_MESSAGES
#undef STILLE_MESSAGE_KEPT
#undef STILLE_PEOPLE

constexpr std::array<std::string_view, 27> kLeftBehind{
    // Ratchets, and what belongs to them.
    "outbox", "contact.renewal_card", "contact.renewing", "contact.heartbeat_at", "contact.frozen",
    "outgoing.sid", "outgoing.seq",
    // Private prekeys, and the HELLOs that they opened.
    "prekey", "replay", "invitation.own_card", "joining.card", "joining.alias",
    // Good for a moment.
    "signs.hinted", "signs.unanswered", "signs.writing", "card_share.outgoing",
    // Found out or made anew.
    "self.rolled_back", "mailbox.joining", "token.mailbox", "sweep", "search_build", "message_day",
    "message_index", "message_index_data", "message_index_idx", "message_index_config", "message.files"};

}  // namespace

std::span<const CopiedTable> copied_tables() {
  return kCopied;
}

std::vector<CopiedColumn> columns_of(const CopiedTable& table) {
  std::vector<CopiedColumn> out;
  for (auto rest = table.columns; !rest.empty();) {
    const auto end = rest.find('|');
    const auto one = rest.substr(0, end);
    const auto sign = one.find('=');
    const auto name = std::string(one.substr(0, sign));
    out.push_back({name, sign == std::string_view::npos ? name : std::string(one.substr(sign + 1))});
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out;
}

std::span<const std::string_view> left_behind() {
  return kLeftBehind;
}

}  // namespace stille::client::store
