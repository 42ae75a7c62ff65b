// One field over everything; the scope is always visible, and an index that is not complete is said.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: page
    required property var home
    Accessible.role: Accessible.Pane
    Accessible.name: Words.searchTitle
    function focusFirst() { field.forceActiveFocus(); field.input.selectAll(); }
    Keys.onEscapePressed: home.goBack()
    Component.onCompleted: Search.within = home.subject.within || ""
    Component.onDestruction: Search.within = ""
    Rectangle { anchors.fill: parent; color: Theme.canvas }
    Column {
        id: head
        y: 24
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(640 * Math.max(1, Theme.scale * 0.85), parent.width - 48)
        spacing: 8
        Field {
            id: field
            width: parent.width
            focus: true
            label: Words.searchTitle
            labelShown: false
            placeholder: Words.searchHint
            text: Search.query
            problem: Search.problem
            onTextChanged: Search.query = text
            onAccepted: if (list.count > 0) { list.currentIndex = Math.max(0, list.currentIndex); list.currentItem.choose(); }
            Keys.onDownPressed: { list.forceActiveFocus(); list.currentIndex = 0; }
        }
        Row {
            spacing: 4
            Chip { text: Words.searchEverywhere; chosen: Search.within.length === 0; onClicked: Search.within = "" }
            Chip { visible: page.home.conversation.length > 0; text: page.home.conversation === "self" ? Words.noteToSelf : Words.searchOnly.arg(Conversations.named(page.home.conversation).name || page.home.conversation); chosen: Search.within.length > 0; onClicked: Search.within = page.home.conversation }
        }
        Notice { width: parent.width; words: Search.indexed < 100 ? Words.searchIndexing.arg(Search.indexed) : "" }
    }
    ListView {
        id: list
        anchors.top: head.bottom
        anchors.topMargin: 12
        anchors.bottom: parent.bottom
        x: head.x - 8
        width: head.width + 16
        clip: true
        model: Search
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: Words.searchFound
        T.ScrollBar.vertical: Scroll {}
        onAtYEndChanged: if (atYEnd && count > 0) Search.more()
        Keys.onUpPressed: if (currentIndex <= 0) field.forceActiveFocus(); else --currentIndex
        Keys.onReturnPressed: if (currentItem) currentItem.choose()
        Keys.onEnterPressed: if (currentItem) currentItem.choose()
        delegate: Item {
            id: hit
            required property var row
            required property int index
            readonly property bool firstOfSection: index === 0 || Search.at(index - 1).section !== row.section
            width: list.width
            height: body.height + (firstOfSection ? sectionLine.height + 12 : 0)
            Accessible.role: Accessible.ListItem
            Accessible.name: row.section + ": " + row.name + ". " + row.line.replace(/<[^>]*>/g, "") + " " + row.time
            Accessible.focusable: true
            function choose() {
                if (row.kind === "person" && People.isLocal(row.alias)) page.home.go("local", {alias: row.alias});
                else if (row.kind !== "message") page.home.show(row.alias);
                else page.home.showMessage(row.alias, row.id);
            }
            Line { id: sectionLine; visible: hit.firstOfSection; x: 8; y: 8; width: parent.width; text: hit.row.section; color: Theme.textMeta; font.pixelSize: Theme.secondary; font.weight: Font.Medium; Accessible.role: Accessible.Heading }
            Rectangle {
                id: body
                anchors.bottom: parent.bottom
                width: parent.width
                height: Math.round((hit.row.line.length > 0 ? 60 : 52) * Theme.scale)
                radius: Theme.radiusControl
                color: mouse.containsMouse ? Theme.hover : "transparent"
                FocusRing { around: hit; shown: list.activeFocus && hit.ListView.isCurrentItem; gap: 0 }
                Avatar { id: face; x: 8; size: Math.round(36 * Theme.scale); anchors.verticalCenter: parent.verticalCenter; name: hit.row.name; alias: hit.row.alias; group: hit.row.alias.startsWith("#") }
                Column {
                    anchors.left: face.right
                    anchors.leftMargin: 12
                    anchors.right: parent.right
                    anchors.rightMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 3
                    Item {
                        width: parent.width
                        height: nameLine.height
                        Line { id: nameLine; width: parent.width - timeLine.width - 8; text: hit.row.name; font.weight: Font.Medium; Accessible.ignored: true }
                        Line { id: timeLine; anchors.right: parent.right; text: hit.row.time; color: Theme.textMeta; font.pixelSize: Theme.meta; Accessible.ignored: true }
                    }
                    Line { visible: text.length > 0; width: parent.width; text: hit.row.line; textFormat: Text.StyledText; color: Theme.textSecondary; font.pixelSize: Theme.secondary; Accessible.ignored: true }
                }
                MouseArea { id: mouse; anchors.fill: parent; hoverEnabled: true; onClicked: hit.choose() }
            }
        }
    }
    Prose {
        visible: Search.query.trim().length > 0 && Search.answeredAll && list.count === 0 && Search.problem.length === 0
        anchors.top: head.bottom
        anchors.topMargin: 24
        x: head.x
        width: head.width
        text: (Search.within.length > 0 ? Words.searchNothingHere : Words.searchNothing).arg(Search.query.trim())
        color: Theme.textSecondary
    }
    Prose {
        visible: Search.query.trim().length === 0
        anchors.top: head.bottom
        anchors.topMargin: 24
        x: head.x
        width: head.width
        text: Words.searchHelp
        color: Theme.textSecondary
        font.pixelSize: Theme.ui
    }
}
