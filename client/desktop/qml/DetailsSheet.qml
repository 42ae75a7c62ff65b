// What is known of one message: when it was written, whom it has reached, what it said before, and when it goes.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    required property var talk
    property var row: ({})
    property var message: ({})
    readonly property bool own: row.own === true
    readonly property var unreached: message.unreached || []
    // Whoever is on the list of the group and not among those it has not reached.
    readonly property bool others: (talk.circle.members || []).length - 1 > unreached.length
    /// Of the wordings that it had; the last one is how it reads now.
    readonly property var wordings: row.deleted ? [] : (message.history || []).slice(0, -1)
    function show(what) {
        row = what;
        look(() => open());
    }
    function look(then) {
        const asked = row.id;
        Profile.call("message.show", {"message": asked}, answer => {
            if (!sheet || row.id !== asked) return;
            if (!answer.ok) return then ? talk.home.say(answer.words) : close();
            const at = Messages.find(asked);
            if (at >= 0) row = Messages.at(at);
            message = answer.value;
            if (then) then();
        });
    }
    // What becomes of it meanwhile is seen, with what happens in this conversation; in another language, too, it is shown
    // anew there.
    Connections { target: Messages; enabled: sheet.visible; function onShown() { Qt.callLater(sheet.lookAgain); } }
    function lookAgain() { if (visible) look(null); }
    function stateOf(one) { return one.state === "left_out" ? Words.detailsLeftOut : one.state === "sent" ? Words.detailsOnItsWay : Words.messageStateQueued; }
    title: Words.details
    dismiss: Words.close
    Column {
        width: parent.width
        spacing: 10
        Facts { width: parent.width; name: Words.detailsWritten; value: Desk.wholeMoment(sheet.message.authored || "") }
        Facts { width: parent.width; visible: !sheet.own; name: Words.detailsArrived; value: Desk.wholeMoment(sheet.message.at || "") }
        Facts { width: parent.width; visible: value.length > 0; name: Words.detailsEdited; value: sheet.wordings.length > 0 ? Desk.wholeMoment(sheet.message.history[sheet.wordings.length].at) : "" }
        // Whom it has reached: one person, or the members of a group.
        Facts { width: parent.width; visible: sheet.own && value.length > 0 && (!sheet.talk.group || sheet.unreached.length === 0); name: sheet.talk.group ? Words.detailsEverybody : sheet.talk.alias === "self" ? Words.detailsState : sheet.talk.title; value: sheet.talk.group ? sheet.row.failed ? sheet.row.stateWords : Words.messageStateDelivered : sheet.row.stateWords || "" }
        Repeater {
            model: sheet.unreached
            Facts { required property var modelData; width: parent.width; name: GroupAffairs.called(modelData.who); value: sheet.stateOf(modelData) }
        }
        Facts { width: parent.width; visible: sheet.unreached.length > 0 && sheet.others; name: Words.detailsRest; value: Words.messageStateDelivered }
        Facts { width: parent.width; visible: value.length > 0; name: Words.detailsGoes; value: sheet.message.expires ? Desk.wholeMoment(sheet.message.expires) : sheet.message.expire_ms > 0 && sheet.row.kind !== "timer" ? Words.detailsGoesAfter.arg(Desk.afterInWords(sheet.message.expire_ms)) : "" }
    }
    Column {
        width: parent.width
        spacing: 10
        visible: (sheet.row.attachments || []).length > 0
        Heading { width: parent.width; text: Words.detailsFiles }
        Repeater {
            model: sheet.row.attachments || []
            Facts { required property var modelData; width: parent.width; name: modelData.name; value: modelData.sizeWords; more: modelData.stateWords }
        }
    }
    Column {
        width: parent.width
        spacing: 10
        visible: sheet.wordings.length > 0
        Heading { width: parent.width; text: Words.history }
        Repeater {
            model: sheet.wordings
            Facts { required property var modelData; width: parent.width; name: Desk.wholeMoment(modelData.at); value: modelData.text }
        }
    }
}
