// What waits for its time: who gets it, when, and the way to take it back.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var waiting: []
    property bool known: false
    title: Words.laterTitle
    lead: waiting.length > 0 ? Words.laterLead : ""
    onBack: home.goBack()
    function load() { Profile.call("later.list", {}, answer => { if (answer.ok) { page.waiting = answer.value.later; page.known = true; } }); }
    function nameOf(to) { return to.alias === "self" ? Words.noteToSelf : Conversations.named(to.alias).name || People.nameOf(to.alias); }
    // What was taken back is where it was written: as the draft, if there is none.
    function takeBack(one, write) {
        Profile.call("later.cancel", {"id": one.id}, answer => {
            page.load();
            if (!answer.ok) return page.home.say(answer.words);
            if (!write) return page.home.say(Words.laterCancelled);
            Profile.call("draft.set", Object.assign({"conversation": one.to.alias, "text": one.text}, one.reply ? {"reply": one.reply} : {}), () => page.home.show(one.to.alias));
        });
    }
    Component.onCompleted: load()
    Connections { target: Session; function onHappened() { page.load(); } }
    Prose { width: parent.width; visible: page.known && page.waiting.length === 0; text: Words.laterNone; color: Theme.textSecondary }
    Repeater {
        model: page.waiting
        Card {
            id: one
            required property var modelData
            width: parent.width
            Line { width: parent.width; text: page.nameOf(one.modelData.to); font.pixelSize: Theme.body; font.weight: Font.DemiBold }
            Prose { width: parent.width; text: one.modelData.text; maximumLineCount: 4; elide: Text.ElideRight; font.pixelSize: Theme.ui }
            Line { width: parent.width; text: one.modelData.problem ? Words.laterProblem : Words.laterAt.arg(Desk.momentAhead(one.modelData.at)); color: one.modelData.problem ? Theme.waiting : Theme.textSecondary; font.pixelSize: Theme.secondary }
            Flow {
                width: parent.width
                spacing: 8
                PushButton { text: Words.laterEdit; Accessible.name: text + ": " + page.nameOf(one.modelData.to); onClicked: page.takeBack(one.modelData, true) }
                PushButton { kind: "plain"; text: Words.laterCancel; Accessible.name: text + ": " + page.nameOf(one.modelData.to); onClicked: page.takeBack(one.modelData, false) }
            }
        }
    }
}
