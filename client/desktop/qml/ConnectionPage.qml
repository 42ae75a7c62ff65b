// What the connection does: every relay, what waits, the clock; a report without names to be copied.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var status: ({})
    property var checks: []
    property string checkedIn     // the state of the connection then
    property bool working: false
    title: Words.connectionTitle
    onBack: home.goBack()
    function focusFirst() { again.forceActiveFocus(Qt.TabFocusReason); }
    function load() { Profile.call("profile.status", {}, answer => { if (answer.ok) page.status = answer.value; }); }
    function examine() {
        working = true;
        Profile.callSlowly("doctor", {"timeout_ms": 10000, "connection_only": true}, answer => { page.working = false; if (answer.ok) { page.checkedIn = Session.connection; page.checks = answer.value.checks; } page.load(); });
    }
    function host(address) { return address.replace(/^stille:\/\/[^@]*@/, "").replace(/\/.*$/, ""); }
    readonly property int waiting: (status.pending || []).reduce((sum, one) => sum + one.envelopes + one.waiting, 0)
    Component.onCompleted: load()
    Connections {
        target: Session
        function onConnectionChanged() {
            // What was found out while it was otherwise is not true any more.
            if (Session.connection !== "connecting" && Session.connection !== page.checkedIn) page.checks = [];
            page.load();
        }
    }
    Notice {
        width: parent.width
        words: Session.connection === "waiting" ? Words.connectionTrouble : ""
        action: Words.tryNow
        onActed: Profile.callSlowly("sync", {"timeout_ms": 10000}, () => page.load())
    }
    Card {
        width: parent.width
        Repeater {
            model: page.status.relays || []
            Facts { required property var modelData; width: parent.width; name: Words.relay; value: page.host(modelData.relay); more: ({"connected": Words.relayConnected, "connecting": Words.relayConnecting, "waiting": Words.relayWaiting})[modelData.state] || Words.relayOffline }
        }
        Facts { width: parent.width; name: Words.connectionQueue; value: page.waiting === 0 ? Words.connectionQueueEmpty : Words.counted("connectionQueue", page.waiting) }
        Facts { width: parent.width; visible: !!page.status.proxy; name: Words.proxy; value: page.status.proxy || "" }
        Facts { width: parent.width; visible: !!page.status.moving; name: Words.moving; value: page.status.moving ? Words.counted("movingLeft", page.status.moving) : "" }
    }
    Card {
        width: parent.width
        visible: page.checks.length > 0
        Repeater {
            model: page.checks
            Facts {
                required property var modelData
                width: parent.width
                name: ({"profile": Words.checkProfile, "relay": Words.relay, "certificate": Words.checkCertificate, "clock": Words.checkClock, "tokens": Words.checkTokens, "envelopes": Words.checkEnvelopes, "proxy": Words.proxy})[modelData.name] || modelData.name
                value: modelData.ok ? Words.checkFine : ({"relay": Words.checkRelayNot, "clock": Words.checkClockNot, "tokens": Words.checkTokensNot, "envelopes": Words.checkEnvelopesNot, "profile": Words.checkProfileNot, "proxy": Words.checkProxyNot, "certificate": Words.checkCertificateNot})[modelData.name] || Words.checkNot
            }
        }
    }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { id: again; kind: "primary"; enabled: !page.working; text: Words.connectionExamine; onClicked: page.examine() }
        PushButton {
            text: Words.connectionCopy
            onClicked: {
                const lines = ["stille-desktop " + Qt.application.version, "connection: " + Session.connection, "waiting: " + page.waiting];
                for (const relay of page.status.relays || []) lines.push("relay: " + relay.state + (relay.clock_skew_ms !== undefined ? ", clock " + relay.clock_skew_ms + " ms" : ""));
                for (const check of page.checks) lines.push(check.name + ": " + (check.ok ? "ok" : "not ok"));
                Desk.copy(lines.join("\n"));
                page.home.say(Words.connectionCopied);
            }
        }
        PushButton { text: Words.relayTitle; onClicked: page.home.go("relay") }
    }
    Slow { width: parent.width; busy: page.working; words: Words.connectionExamining }
}
