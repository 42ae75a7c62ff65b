// A conversation: who it is with, what was said, and where to write.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: talk
    required property var home
    readonly property string alias: home.conversation
    readonly property bool group: alias.startsWith("#")
    property var row: ({})
    property var answered: ({})  // the last answer about a person, and about a group, whoever that was
    property var answeredGroup: ({})
    // Of whom this conversation is: while nothing is known of them, nothing is said of them either.
    readonly property var person: answered.alias === alias ? answered : ({})
    readonly property var circle: answeredGroup.alias === alias ? answeredGroup : ({})
    readonly property string title: row.name || (alias === "self" ? Words.noteToSelf : People.nameOf(alias))
    // Whoever has not answered an invitation yet has no name that could stand in a sentence.
    readonly property string writeHere: person.state === "connecting" && !person.name ? Words.message : Words.writeTo.arg(title)
    // What in this group waits for a decision of ours.
    readonly property string affair: {
        if (!group || !People.nameOf || !Words.language || !circle.alias) return "";
        const open = GroupAffairs.of(circle).find(one => one.open);
        return open ? open.words : "";
    }
    readonly property string changed: person.state === "pending" || person.state === "forked" || person.state === "frozen" ? person.state : ""
    // Why nothing can be said here: "blocked", "local", "left"; empty: something can.
    readonly property string barrier: group ? (circle.state === "left" || circle.state === "closed" ? "left" : "")
                                            : person.state === "blocked" || person.state === "local" ? person.state : ""
    readonly property bool timed: alias.length > 0 && alias !== "self" && barrier.length === 0 && (!group || circle.role === "chair" || circle.role === "deputy")
    readonly property bool barredByHand: barrier.length > 0 && barred.action.length > 0
    readonly property var panes: barrier.length === 0 ? [messages, composer] : barredByHand ? [messages, barred] : [messages]
    /// So much of the bottom is where one writes, or goes on from: nothing else is to lie there.
    readonly property real taken: alias.length === 0 ? 0 : foot.height + (toNewest.visible ? toNewest.height + 8 : 0)
    property bool searching: false
    Accessible.role: Accessible.Pane
    Accessible.name: title

    function focusFirst() { if (barredByHand) barred.focusFirst(); else if (barrier.length > 0) messages.forceActiveFocus(); else if (alias.length > 0) composer.forceActiveFocus(); else empty.forceActiveFocus(); }
    function write(text) { if (composer.visible) composer.write(text); }
    function attach() { if (composer.visible) composer.ask(); }
    function reveal(id) { messages.reveal(id); }
    function refreshHead() {
        const now = Conversations.named(alias);
        // Who answers an invitation is called by their name from then on; whoever looks at them goes on looking.
        if (!now.id && row.id && row.alias === alias) {
            const renamed = Conversations.every().find(one => one.id === row.id);
            if (renamed) { composer.owner = renamed.alias; home.follow(renamed.alias); return; }
        }
        row = now;
        if (alias.length === 0 || alias === "self") return;
        // By the alias itself: what follows from it may not have followed yet.
        if (alias.startsWith("#")) Profile.call("group.get", {"group": alias}, answer => { if (answer.ok) talk.answeredGroup = answer.value; });
        else Profile.call("contact.show", {"contact": alias}, answer => { if (answer.ok) talk.answered = answer.value; });
    }
    onAliasChanged: { refreshHead(); searching = false; }
    // One of the two places to write goes and the other comes: whoever was there is at the other.
    onBarrierChanged: Qt.callLater(() => {
        const at = talk.Window.activeFocusItem;
        if (!at || !at.visible || at === talk) focusFirst();
    })
    Component.onCompleted: refreshHead()
    Connections {
        target: Conversations
        function onUnreadChanged() { talk.refreshHead(); talk.readIfSeen(); }
    }
    // An empty one, too: that there is one may be all that was new.
    Connections {
        target: Messages
        function onLoadedChanged() { Qt.callLater(talk.readIfSeen); }
    }
    // Read is what was shown: at its end, in a window that somebody looks at.
    function readIfSeen() {
        const whose = alias;
        if (whose.length > 0 && whose !== home.keptUnread && row.isUnread && Window.active && Messages.newest && messages.atYEnd && Messages.loaded && Messages.conversation === whose)
            Profile.call("conversation.read", {"conversation": whose}, () => Conversations.refreshOne(whose));
    }
    Window.onActiveChanged: readIfSeen()

    Rectangle { anchors.fill: parent; color: Theme.canvas }

    // --- Nothing chosen ---
    FocusScope {
        id: empty
        anchors.fill: parent
        visible: talk.alias.length === 0
        Column {
            anchors.centerIn: parent
            width: Math.min(400, parent.width - 48)
            spacing: 16
            Prose {
                width: parent.width
                text: Conversations.count === 0 && Conversations.filter === "all" ? Words.talksEmpty : Words.talkNone
                color: Theme.textSecondary
                horizontalAlignment: Text.AlignHCenter
            }
            PushButton {
                anchors.horizontalCenter: parent.horizontalCenter
                focus: true
                visible: Conversations.loaded && Conversations.count === 0
                kind: "primary"
                text: Words.inviteShare
                onClicked: talk.home.go("invite")
            }
        }
    }

    // --- Head ---
    Item {
        id: head
        visible: talk.alias.length > 0
        width: parent.width
        height: Math.max(56, Math.round(56 * Theme.scale))
        IconButton {
            id: back
            visible: talk.home.narrow
            x: 8
            anchors.verticalCenter: parent.verticalCenter
            symbol: "back"
            text: Words.talks
            onClicked: talk.home.show("")
        }
        Avatar {
            id: face
            x: talk.home.narrow ? back.x + back.width + 4 : 24
            anchors.verticalCenter: parent.verticalCenter
            size: Math.round(32 * Theme.scale)
            name: talk.title
            alias: talk.alias
            group: talk.group
        }
        Column {
            anchors.left: face.right
            anchors.leftMargin: 12
            anchors.right: tools.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Line {
                width: parent.width
                text: talk.title
                font.pixelSize: Theme.body
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            Line {
                width: parent.width
                visible: text.length > 0
                text: {
                    if (talk.group) return talk.circle.purpose || (talk.circle.members ? Words.counted("groupMembers", talk.circle.members.length) : "");
                    const card = talk.person.card || {};
                    const parts = [];
                    if (card.role) parts.push(card.role);
                    if (card.company) parts.push(card.company);
                    if (talk.person.verified) parts.push(Words.trustVerified);
                    return parts.join(" · ");
                }
                color: Theme.textSecondary
                font.pixelSize: Theme.secondary
            }
        }
        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            IconButton {
                symbol: "search"
                text: Words.searchHere
                onClicked: talk.home.go("search", {within: talk.alias})
            }
            IconButton {
                visible: talk.alias !== "self"
                symbol: "info"
                text: Words.showInfo
                onClicked: talk.home.infoShown = !talk.home.infoShown
            }
            IconButton {
                symbol: "more"
                text: Words.more
                onClicked: headMenu.popup(this, 0, height)
                ConversationMenu { id: headMenu; row: talk.row; home: talk.home }
            }
        }
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.hairline }
    }

    // --- What has to be looked at first ---
    Notice {
        id: trust
        anchors.top: head.bottom
        anchors.topMargin: visible ? 12 : 0
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(Theme.column, parent.width - 48)
        words: talk.alias.length === 0 ? "" : talk.changed === "pending" ? Words.trustChangedWords.arg(talk.title) : talk.changed === "forked" ? Words.trustForkedWords.arg(talk.title) : talk.changed === "frozen" ? Words.trustFrozenWords.arg(talk.title) : talk.affair
        action: talk.group ? Words.groupChange : talk.changed === "frozen" ? Words.inviteShare : Words.verifyNow
        onActed: talk.group ? talk.home.go("group", {alias: talk.alias}) : talk.changed === "frozen" ? talk.home.go("invite") : talk.home.go("verify", {alias: talk.alias})
    }

    // --- What was said ---
    MessageList {
        id: messages
        visible: talk.alias.length > 0
        anchors.top: trust.bottom
        anchors.bottom: foot.top
        width: parent.width
        talk: talk
        onAtYEndChanged: Qt.callLater(talk.readIfSeen)
        onCountChanged: Qt.callLater(talk.readIfSeen)
    }
    Column {
        visible: talk.alias.length > 0 && talk.barrier.length === 0 && Messages.known && Messages.silent && messages.contentHeight < messages.height / 3 && Messages.conversation === talk.alias
        anchors.centerIn: messages
        width: Math.min(440, parent.width - 48)
        spacing: 16
        Prose {
            width: parent.width
            text: talk.alias === "self" ? Words.selfEmpty : talk.group ? (talk.circle.members && talk.circle.members.length > 1 ? Words.talkEmpty : Words.groupEmpty) : Words.talkEmpty
            color: Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
        }
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !talk.group
            spacing: 4
            Repeater {
                model: talk.alias === "self" ? [Words.selfQuestion1, Words.selfQuestion2, Words.selfQuestion3] : [Words.starter1, Words.starter2, Words.starter3]
                PushButton {
                    required property string modelData
                    anchors.horizontalCenter: parent.horizontalCenter
                    kind: "plain"
                    text: modelData
                    onClicked: composer.begin(modelData)
                }
            }
        }
    }
    PushButton {
        id: toNewest
        // Of a few pixels nobody has to be brought back, and it would lie on the last words.
        visible: messages.visible && messages.count > 0 && (!Messages.newest || messages.away > Math.round(64 * Theme.scale))
        anchors.bottom: foot.top
        anchors.bottomMargin: 8
        anchors.horizontalCenter: parent.horizontalCenter
        text: Words.toNewest
        onClicked: messages.toEnd()
    }

    // --- Where to write ---
    Item { id: foot; anchors.bottom: parent.bottom; width: parent.width; height: talk.barrier.length > 0 ? barred.height + 32 : composer.height }
    Notice {
        id: barred
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(Theme.column, parent.width - 48)
        words: ({"blocked": Words.talkBlocked.arg(talk.title), "local": Words.talkLocal.arg(talk.title), "left": Words.talkLeft})[talk.barrier] || ""
        action: ({"blocked": Words.unblock, "local": Words.localInvite})[talk.barrier] || ""
        onActed: if (talk.barrier === "local") talk.home.go("invite", {whom: talk.alias}); else Profile.call("contact.set", {"contact": talk.alias, "blocked": false}, answer => {
            if (!answer.ok) talk.home.say(answer.words);
            People.refresh();
            Conversations.refresh();
        })
    }
    Composer {
        id: composer
        visible: talk.alias.length > 0 && talk.barrier.length === 0
        anchors.bottom: parent.bottom
        width: parent.width
        talk: talk
        list: messages
        focus: true
    }
    DropArea {
        anchors.fill: parent
        enabled: talk.alias.length > 0 && talk.barrier.length === 0
        onDropped: drop => {
            if (!drop.hasUrls) return;
            composer.attach(drop.urls.map(url => Desk.pathOf(url)).filter(path => path.length > 0));
            drop.accept();
        }
        Rectangle {
            anchors.fill: parent
            visible: parent.containsDrag
            color: Theme.veil
            Rectangle {
                anchors.centerIn: parent
                width: Math.min(dropWords.implicitWidth + 48, parent.width - 32)
                height: dropWords.implicitHeight + 32
                radius: Theme.radiusCard
                color: Theme.surface
                border.width: 1
                border.color: Theme.hairline
                Line { id: dropWords; anchors.centerIn: parent; width: Math.min(implicitWidth, parent.width - 32); text: Words.dropHere; font.pixelSize: Theme.section }
            }
        }
    }
}
