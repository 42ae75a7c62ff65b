// A file of a message: the picture that it is, its name, its size, its state in words, and the one thing that can
// be done with it now.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Rectangle {
    id: chip
    required property var file
    required property var actions
    required property string verb  // what can be done with it, as `actions` call it
    property bool own: false
    readonly property bool savable: verb === "save"
    // Of one size for every picture: nothing moves when it has come.
    readonly property real pictureHeight: file.picture ? Math.round(width * 0.6) : 0
    // Its name in full; that of a picture is looked at less than the picture.
    readonly property real wanted: file.picture ? 0 : Math.ceil(nameLine.implicitWidth) + drawing.x + drawing.width + 32 + (button.visible ? button.width : 0)
    height: pictureHeight + Math.max(56, column.implicitHeight + 20)
    radius: Theme.radiusControl
    color: own ? "transparent" : Theme.canvas
    border.width: 1
    border.color: own ? Theme.controlBorder : Theme.hairline
    signal looked()
    Rectangle {
        id: frame
        visible: chip.file.picture
        x: 1
        y: 1
        width: parent.width - 2
        height: chip.pictureHeight
        radius: Theme.radiusControl - 1
        color: Theme.hover
        clip: true
        Image {
            id: picture
            anchors.fill: parent
            source: chip.file.picture ? "image://stille/" + chip.file.id + "/small/" + (chip.savable ? "whole" : "beside") : ""
            asynchronous: true
            fillMode: Image.PreserveAspectCrop
            smooth: true
        }
        Icon { anchors.centerIn: parent; visible: picture.status !== Image.Ready; name: "file"; ink: Theme.textMeta }
        T.AbstractButton {
            id: opener
            anchors.fill: parent
            visible: picture.status === Image.Ready
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: Words.pictureLook.arg(chip.file.name)
            onClicked: chip.looked()
            Keys.onReturnPressed: clicked()
            FocusRing { around: opener; shown: opener.visualFocus; gap: -3 }
        }
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: parent.height - chip.pictureHeight
    }
    Icon { id: drawing; name: "file"; x: 12; anchors.verticalCenter: foot.verticalCenter }
    Column {
        id: column
        anchors.left: drawing.right
        anchors.leftMargin: 10
        anchors.right: button.visible ? button.left : parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: foot.verticalCenter
        spacing: 3
        Line { id: nameLine; width: parent.width; text: chip.file.name; elide: Text.ElideMiddle; font.weight: Font.Medium }
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
        anchors.verticalCenter: foot.verticalCenter
        visible: chip.verb.length > 0
        kind: "plain"
        text: chip.actions.wordsOf(chip.verb)
        Accessible.name: text + ": " + chip.file.name
        onClicked: chip.actions.handle(chip.file, chip.verb)
    }
    // Progress is not an event of the log; it is asked for while something moves.
    Timer { interval: 500; repeat: true; running: chip.file.moving; onTriggered: Messages.refresh() }
}
