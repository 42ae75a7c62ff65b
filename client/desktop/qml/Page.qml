// A page beside the list: a title, a way back where there is one, and a column to be scrolled.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: page
    property string title
    property string lead
    property bool returns: true
    property int columnWidth: 640
    default property alias content: column.data
    property alias flick: flick
    signal back()
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: page.back()
    Rectangle { anchors.fill: parent; color: Theme.canvas }
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: column.y + column.implicitHeight + 40
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: true
        T.ScrollBar.vertical: Scroll {}
        Column {
            id: column
            y: 24
            width: Math.min(Math.round(page.columnWidth * Math.max(1, Theme.scale * 0.85)), flick.width - 48)
            x: Math.max(24, Math.round((flick.width - width) / 2))
            spacing: 16
            Item {
                width: parent.width
                height: Math.max(Theme.target, heading.implicitHeight, Math.round(36 * Theme.scale))
                IconButton {
                    id: backButton
                    x: -8
                    anchors.verticalCenter: parent.verticalCenter
                    visible: page.returns
                    symbol: "back"
                    text: Words.back
                    onClicked: page.back()
                }
                Line {
                    id: heading
                    x: page.returns ? backButton.width : 0
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - x
                    text: page.title
                    font.pixelSize: Theme.title
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    Accessible.role: Accessible.Heading
                }
            }
            Prose {
                width: parent.width
                visible: text.length > 0
                text: page.lead
                color: Theme.textSecondary
            }
        }
    }
    Foothold { page: page; column: column }
    InView { flick: flick; column: column }
}
