// Something that has to be answered before anything else: over everything, closed by Escape.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Dialog {
    id: sheet
    property string words
    property string confirm
    property string confirmKind: "primary"
    property string dismiss: Words.cancel
    property bool confirmable: true
    default property alias content: column.data
    signal confirmed()
    // What cannot be undone is not what an Enter too many does.
    readonly property bool begins: confirm.length > 0 && confirmable && confirmKind !== "danger"
    function focusButton() {
        const button = begins ? confirmButton : dismissButton;
        button.forceActiveFocus(Qt.TabFocusReason);
        button.focusReason = Qt.TabFocusReason;  // also where it had the focus already
    }
    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.max(24, (parent.height - height) / 3))
    width: Math.min(Math.round(440 * Math.max(1, Theme.scale * 0.9)), parent.width - 32)
    height: Math.min(implicitHeight, parent.height - 48)
    implicitHeight: titleText.height + body.contentHeight + buttons.implicitHeight + 76
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    // Whoever comes by the keyboard sees at which button they are; who set the focus elsewhere has it there.
    onOpened: if (confirmButton.activeFocus || dismissButton.activeFocus) focusButton()
    T.Overlay.modal: Rectangle { color: Theme.veil }
    background: Rectangle {
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: Theme.hairline
    }
    contentItem: FocusScope {
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title
        // What nothing to press stands in is read on by the arrows.
        Keys.onUpPressed: body.go(-1)
        Keys.onDownPressed: body.go(1)
        Line {
            id: titleText
            x: 24
            y: 24
            width: parent.width - 48
            text: sheet.title
            font.pixelSize: Theme.section
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Flickable {
            id: body
            anchors.top: titleText.bottom
            anchors.topMargin: 12
            anchors.bottom: buttons.top
            anchors.bottomMargin: 16
            x: 24
            width: parent.width - 48
            contentHeight: column.implicitHeight + 4
            clip: true
            interactive: contentHeight > height
            function go(by) { contentY = Math.max(0, Math.min(contentHeight - height, contentY + by * Math.round(48 * Theme.scale))); }
            boundsBehavior: Flickable.StopAtBounds
            Column {
                id: column
                x: 2
                y: 2
                width: parent.width - 4
                spacing: 16
                Prose {
                    width: parent.width
                    visible: text.length > 0
                    text: sheet.words
                    color: Theme.textSecondary
                    font.pixelSize: Theme.ui
                }
            }
        }
        InView { flick: body; column: column; room: 8 }
        Flow {
            id: buttons
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 24
            x: 24
            width: parent.width - 48
            spacing: 8
            layoutDirection: Qt.RightToLeft
            PushButton {
                id: confirmButton
                visible: sheet.confirm.length > 0
                enabled: sheet.confirmable
                kind: sheet.confirmKind
                text: sheet.confirm
                focus: true
                onClicked: sheet.confirmed()
            }
            PushButton {
                id: dismissButton
                text: sheet.dismiss
                kind: "quiet"
                focus: sheet.confirm.length === 0
                onClicked: sheet.close()
            }
        }
    }
}
