// Whose window this is, the places, and the conversations; what the connection does, in words, at the end.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: sidebar
    required property var home
    // At the one that is open, wherever others have moved meanwhile.
    function focusFirst() {
        for (let i = 0; i < Conversations.count; ++i) if (Conversations.at(i).alias === home.conversation) list.currentIndex = i;
        list.forceActiveFocus();
    }
    Accessible.role: Accessible.Pane
    Accessible.name: Words.talks
    Connections {
        target: Conversations
        function onLookedAt() {
            if (sidebar.home.narrow) sidebar.home.show("");
            Qt.callLater(sidebar.focusFirst);
        }
    }
    Rectangle { anchors.fill: parent; color: Theme.sidebar }
    Item {
        id: top
        x: 16
        width: parent.width - 32
        height: Math.max(56, Math.round(56 * Theme.scale))
        Line {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - tools.width - 8
            text: Session.name
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
        }
        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: -8
            anchors.verticalCenter: parent.verticalCenter
            IconButton {
                symbol: "plus"
                text: Words.newMenu
                tip: Words.newMenu
                onClicked: newMenu.popup(this, 0, height)
                Choices {
                    id: newMenu
                    label: Words.newMenu
                    ChoicesItem { text: Words.inviteTitle; keys: KeyMap.said("invite", KeyMap.invite + Words.language); onTriggered: sidebar.home.go("invite") }
                    ChoicesItem { text: Words.acceptTitle; onTriggered: sidebar.home.go("accept") }
                    ChoicesItem { text: Words.groupNew; keys: KeyMap.said("newGroup", KeyMap.newGroup + Words.language); onTriggered: sidebar.home.go("newGroup") }
                    ChoicesItem { text: Words.noteToSelf; onTriggered: sidebar.home.show("self") }
                }
            }
            IconButton {
                symbol: "lock"
                visible: Session.guarded && Session.lockable
                text: Words.lockNow
                onClicked: Session.lock()
            }
            IconButton {
                symbol: "settings"
                text: Words.settings
                onClicked: sidebar.home.go("settings")
            }
        }
    }
    Column {
        id: places
        anchors.top: top.bottom
        x: 8
        width: parent.width - 16
        spacing: 2
        T.Button {
            id: jump
            width: parent.width
            height: Math.max(Theme.target, Math.round(36 * Theme.scale))
            text: Words.jumpHint
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: text
            onClicked: sidebar.home.go("search")
            Keys.onReturnPressed: clicked()
            background: Rectangle {
                radius: Theme.radiusControl
                color: Theme.surface
                border.width: 1
                border.color: Theme.controlBorder
                FocusRing { around: jump; shown: jump.visualFocus }
            }
            contentItem: Item {
                Icon { id: glass; name: "search"; anchors.verticalCenter: parent.verticalCenter; x: 10; size: Math.round(16 * Theme.scale) }
                Line {
                    anchors.left: glass.right
                    anchors.leftMargin: 8
                    anchors.right: shortcutText.left
                    anchors.rightMargin: 8
                    anchors.verticalCenter: parent.verticalCenter
                    text: jump.text
                    color: Theme.textMeta
                    Accessible.ignored: true
                }
                Line {
                    id: shortcutText
                    anchors.right: parent.right
                    anchors.rightMargin: 10
                    anchors.verticalCenter: parent.verticalCenter
                    text: KeyMap.said("jump", KeyMap.jump + Words.language)
                    color: Theme.textMeta
                    font.pixelSize: Theme.meta
                    Accessible.ignored: true
                }
            }
        }
        Item { width: 1; height: 6 }
        PlaceButton { width: parent.width; symbol: "keep"; text: Words.keepTitle; trailing: Keep.count > 0 ? String(Keep.count) : ""; spoken: Keep.count > 0 ? Words.counted("keepToday", Keep.count) : ""; chosen: sidebar.home.place === "keep"; onClicked: sidebar.home.go("keep") }
        PlaceButton { width: parent.width; symbol: "people"; text: Words.peopleTitle; trailing: Arrivals.count > 0 ? String(Arrivals.count) : ""; spoken: Arrivals.count > 0 ? Words.counted("arrivals", Arrivals.count) : ""; chosen: sidebar.home.place === "people"; onClicked: sidebar.home.go("people") }
    }
    Item {
        id: filters
        anchors.top: places.bottom
        anchors.topMargin: 8
        x: 8
        width: parent.width - 16
        height: filterFlow.implicitHeight
        Flow {
            id: filterFlow
            width: parent.width
            spacing: 2
            Repeater {
                model: [{value: "all", text: Words.filterAll}, {value: "unread", text: Words.filterUnread}, {value: "waiting", text: Words.filterWaiting}, {value: "drafts", text: Words.filterDrafts}]
                Chip {
                    required property var modelData
                    text: modelData.text
                    chosen: Conversations.filter === modelData.value
                    // A click chooses, and goes on writing.
                    focusPolicy: Qt.TabFocus
                    onClicked: Conversations.filter = modelData.value
                }
            }
            Chip {
                visible: Conversations.archived > 0 || chosen
                text: Words.filterArchived
                focusPolicy: Qt.TabFocus
                chosen: Conversations.filter === "archived"
                news: Conversations.archivedUnread ? Words.archivedUnread : ""
                onClicked: Conversations.filter = "archived"
            }
        }
    }
    ListView {
        id: list
        objectName: "conversations"
        anchors.top: filters.bottom
        anchors.topMargin: 8
        anchors.bottom: proposal.top
        width: parent.width
        focus: true
        activeFocusOnTab: true
        clip: true
        model: Conversations
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: 0
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: Words.talks
        T.ScrollBar.vertical: Scroll {}
        delegate: ConversationRow {
            width: list.width
            home: sidebar.home
            listFocused: list.activeFocus
        }
        Keys.onReturnPressed: if (currentItem) currentItem.choose()
        Keys.onEnterPressed: if (currentItem) currentItem.choose()
        Keys.onSpacePressed: if (currentItem) currentItem.choose()
        Keys.onMenuPressed: if (currentItem) currentItem.menu()
        Column {
            // Beside it, the empty conversation says the same with more room.
            visible: Conversations.loaded && list.count === 0 && (sidebar.home.narrow || Conversations.filter !== "all")
            x: 16
            y: 16
            width: parent.width - 32
            spacing: 12
            Prose {
                width: parent.width
                text: Conversations.filter === "all" ? Words.talksEmpty : Conversations.filter === "waiting" ? Words.talksNoneWaiting : Words.talksNoneSo
                color: Theme.textSecondary
                font.pixelSize: Theme.ui
            }
            PushButton {
                visible: Conversations.filter === "all"
                text: Words.inviteShare
                onClicked: sidebar.home.go("invite")
            }
        }
    }
    // Once, after something was noticed at an hour that others keep free.
    Notice {
        id: proposal
        anchors.bottom: foot.top
        anchors.bottomMargin: visible ? 12 : 0
        x: 12
        width: parent.width - 24
        // It can wait for a larger window; who is there cannot.
        readonly property bool roomy: foot.y - filters.y - filters.height > Math.round(400 * Theme.scale)
        words: roomy && Preferences.quietProposal === "open" ? Words.quietProposal : ""
        action: Words.quietProposalYes
        otherwise: Words.quietProposalNo
        // It goes with its buttons; the list beside it stays.
        function answer(yes) { Preferences.answerProposal(yes); list.forceActiveFocus(Qt.TabFocusReason); }
        onActed: answer(true)
        onDeclined: answer(false)
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(40, footColumn.implicitHeight + 20)
        Rectangle { width: parent.width; height: 1; color: Theme.hairline }
        T.Button {
            id: connectionButton
            anchors.fill: parent
            anchors.topMargin: 1
            focusPolicy: Qt.StrongFocus
            readonly property string words: ({"connected": Words.connectionConnected, "connecting": Words.connectionConnecting, "waiting": Words.connectionWaiting})[Session.connection] || Words.connectionUnknown
            text: words
            Accessible.role: Accessible.Button
            Accessible.name: words
            onClicked: sidebar.home.go("connection")
            Keys.onReturnPressed: clicked()
            background: Rectangle { color: connectionButton.hovered ? Theme.hover : "transparent"; FocusRing { around: connectionButton; shown: connectionButton.visualFocus; gap: -3 } }
            contentItem: Column {
                id: footColumn
                leftPadding: 16
                rightPadding: 16
                topPadding: 9
                Prose {
                    visible: Conversations.away > 0
                    width: connectionButton.width - 32
                    text: Words.counted("away", Conversations.away)
                    color: Theme.textSecondary
                    font.pixelSize: Theme.secondary
                    lineHeight: 1.25
                    bottomPadding: 4
                }
                Line {
                    width: connectionButton.width - 32
                    text: connectionButton.words
                    color: Theme.textMeta
                    font.pixelSize: Theme.meta
                    Accessible.ignored: true
                }
            }
        }
    }
}
