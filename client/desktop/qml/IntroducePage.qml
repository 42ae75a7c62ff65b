// Makes two people known to each other: both are asked, both read why.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string alias
    property string other
    property string problem
    title: Words.introduceTo.arg(People.nameOf(alias))
    lead: Words.introduceLead
    onBack: home.goBack()
    function focusFirst() { why.forceActiveFocus(); }
    Notice { width: parent.width; words: page.problem }
    Field { id: why; width: parent.width; label: Words.introduceWhy; hint: Words.introduceWhyHint }
    Column {
        width: parent.width
        Line { width: parent.width; text: Words.introduceWhom; font.weight: Font.DemiBold; bottomPadding: 4; Accessible.role: Accessible.Heading }
        Repeater {
            model: People
            Tick { required property var row; width: parent.width; visible: row.alias !== page.alias; text: row.name; alias: row.alias; checked: page.other === row.alias; onToggled: page.other = checked ? row.alias : "" }
        }
    }
    PushButton {
        kind: "primary"
        enabled: page.other.length > 0
        text: Words.introduceDo
        onClicked: Profile.call("introduction.make", {"first": page.alias, "second": page.other, "text": why.text.trim()}, answer => {
            if (!answer.ok) { page.problem = answer.words; return; }
            page.home.say(Words.fill(Words.introduceDone, [People.nameOf(page.alias), People.nameOf(page.other)]));
            page.home.goBack();
        })
    }
}
