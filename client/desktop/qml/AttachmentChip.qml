// A file of a message: its name, its size, its state in words, and the one thing that can be done with it now.
import QtQuick
import Stille.Profile

Rectangle {
    id: chip
    required property var file
    property bool own: false
    readonly property bool fetchable: !own && (file.state === "offered" || file.state === "failed")
    readonly property bool stoppable: file.moving || file.state === "uploaded"
    readonly property bool savable: file.state === "here"
    height: Math.max(56, column.implicitHeight + 20)
    radius: Theme.radiusControl
    color: own ? "transparent" : Theme.canvas
    border.width: 1
    border.color: own ? Theme.controlBorder : Theme.hairline
    function save() {
        saver.suggest(file.name, path => Desk.saveAttachment(file.id, path, problem => saver.done(problem)));
    }
    Icon { id: drawing; name: "file"; x: 12; anchors.verticalCenter: parent.verticalCenter }
    Column {
        id: column
        anchors.left: drawing.right
        anchors.leftMargin: 10
        anchors.right: button.visible ? button.left : parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        spacing: 3
        Line { width: parent.width; text: chip.file.name; elide: Text.ElideMiddle; font.weight: Font.Medium }
        Line { width: parent.width; text: chip.file.sizeWords + " · " + chip.file.stateWords; color: Theme.textSecondary; font.pixelSize: Theme.meta }
        Rectangle {
            visible: chip.file.moving
            width: parent.width
            height: 3
            radius: 1.5
            color: Theme.hairline
            Rectangle { width: parent.width * chip.file.progress; height: 3; radius: 1.5; color: Theme.accent }
            Accessible.role: Accessible.ProgressBar
            Accessible.name: chip.file.name + ", " + Math.round(chip.file.progress * 100) + " %"
        }
    }
    PushButton {
        id: button
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        visible: chip.fetchable || chip.stoppable || chip.savable
        kind: "plain"
        text: chip.fetchable ? Words.fetch : chip.savable ? Words.save : Words.cancel
        Accessible.name: text + ": " + chip.file.name
        onClicked: {
            if (chip.fetchable) Session.callSlowly("attachment.get", {"id": chip.file.id, "timeout_ms": 3600000}, () => Messages.refresh());
            else if (chip.savable) chip.save();
            else Session.call("attachment.cancel", {"id": chip.file.id}, () => Messages.refresh());
        }
    }
    SaveSheet { id: saver }
    // Progress is not an event of the log; it is asked for while something moves.
    Timer { interval: 500; repeat: true; running: chip.file.moving; onTriggered: Messages.refresh() }
}
