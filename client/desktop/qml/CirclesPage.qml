// Circles: names of one's own for people who belong together, with a rhythm for all of them. Nobody else sees them.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var circles: []
    property string problem
    title: Words.circlesTitle
    lead: Words.circlesLead
    onBack: home.goBack()
    function focusFirst() { name.forceActiveFocus(); }
    function load() { Profile.call("keep.circles", {}, answer => { if (answer.ok) page.circles = answer.value.circles; }); }
    function set(params) {
        Profile.call("keep.circle", params, answer => {
            page.problem = answer.ok ? "" : Words.circleWrong;
            if (answer.ok && params.circle === name.text.trim()) name.text = "";
            page.load();
            People.refresh();
            Keep.refresh();
        });
    }
    Component.onCompleted: load()
    Notice { width: parent.width; words: page.problem }
    Field { id: name; width: parent.width; label: Words.circleNew; hint: Words.circleNewHint; maximumLength: 64; onAccepted: if (text.trim().length > 0) page.set({"circle": text.trim(), "every": "none"}) }
    PushButton { text: Words.circleMake; enabled: name.text.trim().length > 0; onClicked: page.set({"circle": name.text.trim(), "every": "none"}) }
    Repeater {
        model: page.circles
        Card {
            id: circle
            required property var modelData
            width: parent.width
            Item {
                width: parent.width
                height: Math.max(remove.height, title.height)
                Heading { id: title; anchors.verticalCenter: parent.verticalCenter; width: parent.width - remove.width - 12; text: circle.modelData.name }
                PushButton { id: remove; anchors.right: parent.right; kind: "plain"; text: Words.circleRemove; Accessible.name: text + ": " + circle.modelData.name; onClicked: page.set({"circle": circle.modelData.name, "remove": true}) }
            }
            Line { width: parent.width; text: Words.counted("circleMembers", circle.modelData.members); color: Theme.textSecondary; font.pixelSize: Theme.secondary }
            Rhythm { width: parent.width; label: Words.rhythm; value: circle.modelData.every || "none"; onPicked: value => page.set({"circle": circle.modelData.name, "every": value}) }
        }
    }
}
