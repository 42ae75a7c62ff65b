// A new group: a name, a purpose, and who is asked in.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var chosen: []
    property string problem
    title: Words.groupNew
    lead: Words.groupNewLead
    onBack: home.goBack()
    function focusFirst() { name.forceActiveFocus(); }
    function make() {
        if (name.text.trim().length === 0) return name.forceActiveFocus();
        Profile.call("group.create", {"name": name.text.trim()}, answer => {
            if (!answer.ok) { page.problem = answer.words; return; }
            const alias = answer.value.alias;
            if (purpose.text.trim().length > 0) Profile.call("group.purpose", {"group": alias, "purpose": purpose.text.trim()});
            for (const who of page.chosen) Profile.call("group.add", {"group": alias, "who": who}, added => { if (!added.ok) page.home.say(Words.groupNotAdded.arg(People.nameOf(who))); });
            Conversations.refresh();
            page.home.show(alias);
        });
    }
    Notice { width: parent.width; words: page.problem }
    Field { id: name; width: parent.width; label: Words.groupName; maximumLength: 60; onAccepted: purpose.forceActiveFocus() }
    Field { id: purpose; width: parent.width; label: Words.groupPurpose; hint: Words.groupPurposeHint; onAccepted: page.make() }
    Column {
        width: parent.width
        visible: People.count > 0
        spacing: 4
        Line { width: parent.width; text: Words.groupWho; font.weight: Font.DemiBold; bottomPadding: 4; Accessible.role: Accessible.Heading }
        Repeater {
            model: People
            Tick {
                required property var row
                width: parent.width
                text: row.name
                alias: row.alias
                checked: page.chosen.indexOf(row.alias) >= 0
                onToggled: page.chosen = checked ? page.chosen.concat([row.alias]) : page.chosen.filter(one => one !== row.alias)
            }
        }
    }
    PushButton { kind: "primary"; text: Words.groupMake; enabled: name.text.trim().length > 0; onClicked: page.make() }
}
