// What happened to a group, in sentences; ".you": by whoever reads it. {0} who, {1} whom, {2} what.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kHistory{
    Entry{"group.history.chair", "{0} passed the chair to {1}.", "{0} hat die Leitung an {1} übergeben."},
    Entry{"group.history.chair.you", "You passed the chair to {1}.", "Du hast die Leitung an {1} übergeben."},
    Entry{"group.history.closed", "{0} ended the group.", "{0} hat die Gruppe beendet."},
    Entry{"group.history.closed.you", "You ended the group.", "Du hast die Gruppe beendet."},
    Entry{"group.history.created", "{0} created the group.", "{0} hat die Gruppe angelegt."},
    Entry{"group.history.created.you", "You created the group.", "Du hast die Gruppe angelegt."},
    Entry{"group.history.joined", "{0} brought {1} in.", "{0} hat {1} dazugeholt."},
    Entry{"group.history.joined.you", "You brought {1} in.", "Du hast {1} dazugeholt."},
    Entry{"group.history.left", "{0} left.", "{0} ist gegangen."},
    Entry{"group.history.left.you", "You left.", "Du bist gegangen."},
    Entry{"group.history.picture", "{0} changed the group’s picture.",
          "{0} hat das Bild der Gruppe geändert."},
    Entry{"group.history.picture.you", "You changed the group’s picture.",
          "Du hast das Bild der Gruppe geändert."},
    Entry{"group.history.policy.chair", "{0} decided that only the chair asks others in.",
          "{0} hat festgelegt, dass nur die Leitung jemanden dazubittet."},
    Entry{"group.history.policy.chair.you", "You decided that only the chair asks others in.",
          "Du hast festgelegt, dass nur die Leitung jemanden dazubittet."},
    Entry{"group.history.policy.deputies", "{0} decided that deputies ask others in too.",
          "{0} hat festgelegt, dass auch Vertretungen jemanden dazubitten."},
    Entry{"group.history.policy.deputies.you", "You decided that deputies ask others in too.",
          "Du hast festgelegt, dass auch Vertretungen jemanden dazubitten."},
    Entry{"group.history.policy.everybody", "{0} decided that everybody asks others in.",
          "{0} hat festgelegt, dass alle jemanden dazubitten."},
    Entry{"group.history.policy.everybody.you", "You decided that everybody asks others in.",
          "Du hast festgelegt, dass alle jemanden dazubitten."},
    Entry{"group.history.purpose", "{0} wrote what it is about: “{2}”",
          "{0} hat geschrieben, worum es geht: „{2}“"},
    Entry{"group.history.purpose.you", "You wrote what it is about: “{2}”",
          "Du hast geschrieben, worum es geht: „{2}“"},
    Entry{"group.history.purpose.none", "{0} removed what it is about.", "{0} hat entfernt, worum es geht."},
    Entry{"group.history.purpose.none.you", "You removed what it is about.",
          "Du hast entfernt, worum es geht."},
    Entry{"group.history.removed", "{0} took {1} out of the group.", "{0} hat {1} aus der Gruppe genommen."},
    Entry{"group.history.removed.you", "You took {1} out of the group.",
          "Du hast {1} aus der Gruppe genommen."},
    Entry{"group.history.renamed", "{0} named the group “{2}”.", "{0} hat die Gruppe „{2}“ genannt."},
    Entry{"group.history.renamed.you", "You named the group “{2}”.", "Du hast die Gruppe „{2}“ genannt."},
    Entry{"group.history.role.deputy", "{0} made {1} a deputy.", "{0} hat {1} zur Vertretung gemacht."},
    Entry{"group.history.role.deputy.you", "You made {1} a deputy.", "Du hast {1} zur Vertretung gemacht."},
    Entry{"group.history.role.member", "{0} made {1} a member like everybody else again.",
          "{0} hat {1} wieder zum Mitglied wie alle anderen gemacht."},
    Entry{"group.history.role.member.you", "You made {1} a member like everybody else again.",
          "Du hast {1} wieder zum Mitglied wie alle anderen gemacht."},
    Entry{"group.history.suspended", "{0} took {1} out of the group; the chair has yet to confirm it.",
          "{0} hat {1} aus der Gruppe genommen; die Leitung muss das noch bestätigen."},
    Entry{"group.history.suspended.you", "You took {1} out of the group; the chair has yet to confirm it.",
          "Du hast {1} aus der Gruppe genommen; die Leitung muss das noch bestätigen."},
    Entry{"group.history.takeover", "{0} took over the chair.", "{0} hat die Leitung übernommen."},
    Entry{"group.history.takeover.you", "You took over the chair.", "Du hast die Leitung übernommen."},
    Entry{"group.history.timer", "{0} set that what is said disappears after {2}.",
          "{0} hat eingestellt, dass Gesagtes nach {2} verschwindet."},
    Entry{"group.history.timer.you", "You set that what is said disappears after {2}.",
          "Du hast eingestellt, dass Gesagtes nach {2} verschwindet."},
    Entry{"group.history.timer.none", "{0} set that nothing disappears.",
          "{0} hat eingestellt, dass nichts verschwindet."},
    Entry{"group.history.timer.none.you", "You set that nothing disappears.",
          "Du hast eingestellt, dass nichts verschwindet."},
    Entry{"group.history.whom", "you", "dich"},
    Entry{"group.history.nothing", "Nothing has happened to this group since you came in.",
          "Seit du dabei bist, ist mit dieser Gruppe nichts geschehen."},
    Entry{"help.group history", "Who came, went and changed what since you came in",
          "Wer kam, ging und was geändert hat, seit du dabei bist"},
    Entry{"examples.group history",
          "  stille group history '#runde'\n  stille group history '#runde' --json | jq -r .what",
          "  stille group history '#runde'\n  stille group history '#runde' --json | jq -r .what"},
};

}  // namespace

std::span<const Entry> group_history_catalogue() {
  return kHistory;
}

}  // namespace stille::cli
