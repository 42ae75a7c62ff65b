// One picture as large as the window allows, over everything; Escape or a click leads back.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Popup {
    id: view
    property var file: ({})
    function show(what) { file = what; open(); }
    parent: T.Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Item {}
    onClosed: file = ({})
    background: Rectangle { color: Theme.dark ? "#0B0B0A" : Theme.canvas }
    contentItem: FocusScope {
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: view.file.name || ""
        Item {
            id: room
            anchors.fill: parent
            anchors.margins: 24
            anchors.topMargin: bar.height + 8
        }
        Image {
            id: picture
            anchors.centerIn: room
            // As large as there is room for, and never larger than it is.
            width: Math.min(implicitWidth, room.width)
            height: Math.min(implicitHeight, room.height)
            fillMode: Image.PreserveAspectFit
            source: view.file.id ? "image://stille/" + view.file.id + "/large/" + view.file.state : ""
            asynchronous: true
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: view.file.name || ""
        }
        MouseArea { anchors.fill: room; onClicked: view.close() }
        Slow { anchors.centerIn: room; busy: picture.status === Image.Loading; words: Words.pictureLoading }
        Prose {
            anchors.centerIn: parent
            width: Math.min(420, parent.width - 48)
            horizontalAlignment: Text.AlignHCenter
            visible: picture.status === Image.Error
            text: Words.pictureNone
            color: Theme.textSecondary
        }
        Item {
            id: bar
            width: parent.width
            height: Math.max(56, Math.round(56 * Theme.scale))
            Line { x: 24; width: parent.width - x - buttons.width - 32; anchors.verticalCenter: parent.verticalCenter; text: view.file.name ? view.file.name + " · " + view.file.sizeWords : ""; elide: Text.ElideMiddle; color: Theme.textSecondary }
            Row {
                id: buttons
                anchors.right: parent.right
                anchors.rightMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8
                PushButton { visible: view.file.state === "here"; text: Words.save; onClicked: saver.suggest(view.file.name, path => Desk.saveAttachment(view.file.id, path, problem => saver.done(problem))) }
                IconButton { focus: true; symbol: "close"; text: Words.close; onClicked: view.close() }
            }
        }
    }
    SaveSheet { id: saver }
}
