// Locked: the passphrase, and nothing else; without one, the way back.
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
            Line { width: parent.width; text: Session.guarded ? Words.lockedLead : Words.closedLead; color: Theme.textSecondary; font.pixelSize: Theme.body }
        }
        SecretInput {
            id: passphrase
            visible: Session.guarded
            width: parent.width
            focus: Session.guarded
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
                focus: !Session.guarded
                enabled: (passphrase.length > 0 || !Session.guarded) && !parent.parent.parent.opening
                onClicked: if (Session.guarded) Session.unlock(passphrase.secret); else Session.restart()
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
        function onStateChanged() { if (Session.state === "locked") (Session.guarded ? passphrase : unlock).forceActiveFocus(); }
    }
}
