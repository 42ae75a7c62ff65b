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
    Keys.onEscapePressed: { home.infoShown = false; home.goBack(); }
    function load() { if (alias.startsWith("#")) Session.call("group.get", {"group": alias}, answer => { if (answer.ok) panel.circle = answer.value; }); }
    onAliasChanged: load()
    Component.onCompleted: load()
    Connections { target: Session; function onHappened() { panel.load(); } }
    Rectangle { anchors.fill: parent; color: Theme.canvas }
    Flickable {
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
            Item {
                width: parent.width
                height: close.height
                IconButton { id: close; anchors.right: parent.right; anchors.rightMargin: -8; symbol: "close"; text: Words.closeInfo; onClicked: panel.home.infoShown = false }
            }
            Column {
                width: parent.width
                spacing: 8
                Avatar { anchors.horizontalCenter: parent.horizontalCenter; size: Math.round(72 * Theme.scale); name: panel.circle.name || ""; group: true }
                Line { width: parent.width; horizontalAlignment: Text.AlignHCenter; text: panel.circle.name || ""; font.pixelSize: Theme.section; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
                Prose { width: parent.width; visible: text.length > 0; horizontalAlignment: Text.AlignHCenter; text: panel.circle.purpose || ""; color: Theme.textSecondary; font.pixelSize: Theme.ui; lineHeight: 1.25 }
            }
            Members { width: parent.width; circle: panel.circle; home: panel.home }
            PushButton { text: Words.groupChange; onClicked: panel.home.go("group", {alias: panel.alias}) }
        }
    }
}
