// Locked: the passphrase, and nothing else.
import QtQuick
import Stille.Profile

FocusScope {
    readonly property bool opening: Session.state === "opening"
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round(parent.height * 0.3)
        width: Math.min(360, parent.width - 48)
        spacing: 20
        Column {
            width: parent.width
            spacing: 4
            Line {
                width: parent.width
                text: "Stille"
                font.pixelSize: Theme.page
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            Line { width: parent.width; text: Words.lockedLead; color: Theme.textSecondary; font.pixelSize: Theme.body }
        }
        SecretInput {
            id: passphrase
            width: parent.width
            focus: true
            label: Words.passphrase
            problem: Session.problem
            enabled: !parent.parent.opening
            onAccepted: if (length > 0) Session.unlock(secret)
        }
        Item {
            width: parent.width
            height: unlock.implicitHeight
            PushButton {
                id: unlock
                kind: "primary"
                text: Words.unlock
                enabled: passphrase.length > 0 && !parent.parent.parent.opening
                onClicked: Session.unlock(passphrase.secret)
            }
            Slow {
                anchors.left: unlock.right
                anchors.leftMargin: 16
                anchors.verticalCenter: unlock.verticalCenter
                busy: Session.state === "opening"
                words: Words.opening
            }
        }
    }
    Connections {
        target: Session
        function onStateChanged() { if (Session.state === "locked") passphrase.forceActiveFocus(); }
    }
}
