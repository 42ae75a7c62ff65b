// What one person sees of the own card: each field on its own, the name always.
import QtQuick
import Stille.Profile

Column {
    id: fields
    property string alias
    property string who
    property var own: ({})
    property var shared: []
    property string problem
    spacing: 6
    readonly property var all: [
        {field: "role", text: Words.cardRole}, {field: "company", text: Words.cardCompany}, {field: "city", text: Words.cardCity},
        {field: "topics", text: Words.cardTopics}, {field: "birthday", text: Words.cardBirthday}, {field: "languages", text: Words.cardLanguages},
        {field: "picture", text: Words.cardPicture}]
    readonly property var filled: all.filter(one => own[one.field] !== undefined)
    function load() {
        const asked = alias;
        Profile.call("card.show", {}, answer => { if (answer.ok) fields.own = answer.value; });
        Profile.call("card.show", {"contact": asked}, answer => { if (answer.ok && asked === fields.alias) fields.shared = answer.value.shared; });
    }
    function turn(field) {
        const now = shared.filter(one => one !== "name");
        const next = now.indexOf(field) >= 0 ? now.filter(one => one !== field) : now.concat([field]);
        Profile.call("card.share", {"contact": alias, "fields": next.length > 0 ? next : ["none"]}, answer => {
            fields.problem = answer.ok ? "" : answer.words;
            if (answer.ok) fields.shared = answer.value.shared;
        });
    }
    onAliasChanged: if (alias.length > 0) load()
    Component.onCompleted: if (alias.length > 0) load()
    Prose { width: parent.width; text: Words.sharedTitle.arg(fields.who); font.pixelSize: Theme.ui; lineHeight: 1.25 }
    Flow {
        width: parent.width
        spacing: 4
        visible: fields.filled.length > 0
        Repeater {
            model: fields.filled
            Chip {
                required property var modelData
                text: (chosen ? "✓ " : "") + modelData.text
                chosen: fields.shared.indexOf(modelData.field) >= 0
                Accessible.role: Accessible.CheckBox
                Accessible.name: modelData.text
                onClicked: fields.turn(modelData.field)
            }
        }
    }
    Prose { width: parent.width; text: fields.filled.length > 0 ? Words.sharedHint : Words.sharedNothing; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
    Notice { width: parent.width; words: fields.problem }
}
