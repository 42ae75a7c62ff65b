// A day and a time at which something is to leave.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    signal chosen(double at)
    function begin() {
        const day = new Date(Desk.nowMs() + 86400000);
        date.text = Qt.formatDate(day, "yyyy-MM-dd");
        time.text = "9:00";
        date.problem = "";
        open();
        date.forceActiveFocus();
    }
    readonly property double at: Desk.momentOf(date.text, time.text)
    title: Words.sendLater
    confirm: Words.laterDo
    confirmable: at > 0
    onConfirmed: {
        if (at <= Desk.nowMs()) { date.problem = Words.laterPast; return; }
        close();
        chosen(at);
    }
    Field { id: date; width: parent.width; label: Words.laterDate; hint: Words.laterDateHint; onTextChanged: problem = ""; onAccepted: time.forceActiveFocus() }
    Field { id: time; width: parent.width; label: Words.laterTime; hint: sheet.at > 0 ? Words.laterAt.arg(Desk.momentAhead(new Date(sheet.at).toISOString())) : ""; onAccepted: if (sheet.confirmable) sheet.confirmed() }
}
