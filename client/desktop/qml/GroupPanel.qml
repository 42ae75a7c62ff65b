// A group at a glance; everything that changes it is on its page.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: panel
    required property var home
    required property string alias
    property var circle: ({})
    readonly property var files: []
    Accessible.role: Accessible.Pane
    Accessible.name: Words.infoOf.arg(circle.name || alias)
    Keys.onEscapePressed: home.closeInfo()
    function load() { if (alias.startsWith("#")) Profile.call("group.get", {"group": alias}, answer => { if (answer.ok && JSON.stringify(answer.value) !== JSON.stringify(panel.circle)) panel.circle = answer.value; }); }
    onAliasChanged: load()
    Component.onCompleted: load()
    Connections { target: Session; function onHappened() { panel.load(); } }
    Rectangle { anchors.fill: parent; color: Theme.canvas }
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: column.implicitHeight + 48
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: Scroll {}
        Column {
            id: column
            x: 20
            y: 12
            width: parent.width - 40
            spacing: 20
            PanelHead { width: parent.width; name: panel.circle.name || ""; alias: panel.alias; line: panel.circle.purpose || ""; group: true; onClosed: panel.home.closeInfo() }
            Affairs { width: parent.width; circle: panel.circle; onChosen: (method, params) => Profile.call(method, params, answer => { if (!answer.ok) panel.home.say(answer.words); panel.load(); }) }
            Members { width: parent.width; circle: panel.circle; home: panel.home; onWaitedFor: panel.load() }
            NotifyChoice { width: parent.width; home: panel.home; alias: panel.alias }
            PushButton { text: panel.circle.role === "chair" || panel.circle.role === "deputy" ? Words.groupChange : Words.groupLook; onClicked: panel.home.go("group", {alias: panel.alias}) }
        }
    }
    InView { flick: flick; column: column }
}
