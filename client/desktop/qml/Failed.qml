// The profile is there and cannot be opened: why, what is safe, and one thing to do.
import QtQuick
import Stille.Profile

FocusScope {
    Column {
        anchors.centerIn: parent
        width: Math.min(460, parent.width - 48)
        spacing: 16
        Line {
            width: parent.width
            text: Words.failedTitle
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Prose { width: parent.width; text: Session.problem; color: Theme.textSecondary }
        PushButton {
            focus: true
            kind: "primary"
            text: Words.tryAgain
            onClicked: Session.restart()
        }
    }
}
