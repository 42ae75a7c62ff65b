// One person of today: why they come up, and the first step.
import QtQuick
import Stille.Profile

Card {
    id: card
    required property var row
    required property int index
    required property var page
    spacing: 12
    Accessible.role: Accessible.Grouping
    Accessible.name: row.spoken
    function focusFirst() { main.forceActiveFocus(Qt.TabFocusReason); }
    Item {
        width: parent.width
        height: Math.max(face.height, words.height)
        Avatar { id: face; name: card.row.name; alias: card.row.alias }
        Column {
            id: words
            anchors.left: face.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Line { width: parent.width; text: card.row.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
            Prose { width: parent.width; text: card.row.reason; color: Theme.textSecondary; font.pixelSize: Theme.ui; lineHeight: 1.25 }
        }
    }
    Prose {
        visible: text.length > 0
        width: parent.width
        text: card.row.quote.length > 0 ? Words.quoted.arg(card.row.quote) : ""
        font.pixelSize: Theme.ui
    }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { id: main; text: card.row.action; kind: card.index === 0 ? "primary" : "quiet"; Accessible.name: text + ": " + card.row.name; onClicked: card.page.draft(card.row) }
        PushButton { visible: card.row.settles; text: Words.keepDone; Accessible.name: text + ": " + card.row.name; onClicked: Profile.call("keep.done", {"what": card.row.settle}, () => Keep.refresh()) }
        PushButton { text: Words.keepSpoke; Accessible.name: text + ": " + card.row.name; onClicked: spoke.popup(this, 0, height) }
        PushButton { text: Words.keepLater; Accessible.name: text + ": " + card.row.name; onClicked: later.popup(this, 0, height) }
    }
    Choices {
        id: spoke
        label: Words.keepSpoke
        function log(via) { Profile.call("keep.log", {"contact": card.row.alias, "via": via}, () => { Keep.refresh(); People.refresh(); }); }
        ChoicesItem { text: Words.viaPhone; onTriggered: spoke.log("phone") }
        ChoicesItem { text: Words.viaMet; onTriggered: spoke.log("met") }
        ChoicesItem { text: Words.viaMail; onTriggered: spoke.log("mail") }
        ChoicesItem { text: Words.viaLetter; onTriggered: spoke.log("letter") }
    }
    Choices {
        id: later
        label: Words.keepLater
        function rest(until) { Profile.call("keep.snooze", {"contact": card.row.alias, "until": until}, () => Keep.refresh()); }
        ChoicesItem { text: Words.rest2w; onTriggered: later.rest("2w") }
        ChoicesItem { text: Words.rest1mo; onTriggered: later.rest("1mo") }
        ChoicesItem { text: Words.rest3mo; onTriggered: later.rest("3mo") }
        ChoicesItem { text: Words.restNever; onTriggered: later.rest("never") }
    }
}
