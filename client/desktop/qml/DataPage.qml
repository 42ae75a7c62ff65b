// What is kept here: a backup of it, its way out, its end.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string recovery
    property string problem
    property bool working: false
    title: Words.dataTitle
    lead: Words.dataLead
    onBack: home.goBack()
    function focusFirst() { back.forceActiveFocus(Qt.TabFocusReason); }
    Notice { width: parent.width; words: page.problem; grave: true }
    Section { width: parent.width; title: Words.backupTitle
        Prose { width: parent.width; text: Words.backupLead; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton {
            id: back
            enabled: !page.working
            text: Words.backupMake
            onClicked: saver.suggest("stille-" + new Date(Desk.nowMs()).toISOString().slice(0, 10) + ".backup", path => {
                page.working = true;
                saver.close();
                Profile.callSlowly("backup.create", {"file": path}, answer => {
                    page.working = false;
                    page.problem = answer.ok ? "" : answer.code === "already_exists" ? Words.backupExists : answer.words;
                    if (answer.ok) { page.recovery = answer.value.recovery_key || ""; key.open(); }
                });
            })
        }
        Slow { width: parent.width; busy: page.working; words: Words.backupWorking }
    }
    Section { width: parent.width; title: Words.exportTitle
        Prose { width: parent.width; text: Words.exportLead; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton { text: Words.exportAll; enabled: !page.working; onClicked: saver.suggest("stille.jsonl", path => exporter.begin(path)) }
        Slow { width: parent.width; busy: exporter.running; words: Words.exportWorking.arg(exporter.count) }
    }
    Section { width: parent.width; title: Words.eraseAccountTitle
        Prose { width: parent.width; text: Session.lockable ? Words.eraseAccountWords : Words.eraseAccountElsewhere; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton { visible: Session.lockable; enabled: !page.working; text: Words.eraseAccountDo; onClicked: ending.begin() }
        Slow { width: parent.width; busy: ending.underWay; words: Words.eraseAccountWorking }
    }
    // The relay first: what only this machine knows how to remove would stay there for good.
    Sheet {
        id: ending
        property bool underWay: false
        property bool unreachable: false
        function begin() { name.text = ""; unreachable = false; open(); name.forceActiveFocus(); }
        title: Words.eraseAccountTitle
        words: unreachable ? Words.eraseAccountOffline : Words.eraseAccountSure.arg(Session.name)
        confirm: unreachable ? Words.eraseAccountHere : Words.eraseAccountDo
        confirmKind: "danger"
        confirmable: name.text.trim() === Session.name && !underWay
        onConfirmed: {
            if (unreachable) { close(); return Lifecycle.erase(); }
            underWay = true;
            Profile.callSlowly("account.give_up", {"timeout_ms": 60000}, answer => {
                ending.underWay = false;
                if (answer.ok) { ending.close(); return Lifecycle.erase(); }
                ending.unreachable = true;
            });
        }
        Field { id: name; width: parent.width; label: Words.eraseAccountName; onAccepted: if (ending.confirmable) ending.confirmed() }
        Slow { width: parent.width; busy: ending.underWay; words: Words.eraseAccountWorking }
    }
    SaveSheet { id: saver }
    // Every conversation, page by page, one message a line, as the command line writes them.
    Item {
        id: exporter
        property bool running: false
        property int count: 0
        property string text
        property var remaining: []
        property string path
        Accessible.ignored: true
        function begin(where) {
            path = where;
            text = "";
            count = 0;
            running = true;
            Profile.call("conversation.list", {"which": "all"}, answer => {
                exporter.remaining = answer.ok ? answer.value.conversations.map(one => one.conversation.alias) : [];
                exporter.next(0);
            });
        }
        function next(after) {
            if (remaining.length === 0) return Desk.saveText(path, text, problem => { exporter.running = false; exporter.text = ""; saver.done(problem); if (problem.length === 0) page.home.say(Words.exportDone.arg(exporter.count)); });
            const params = {"conversation": remaining[0]};
            if (after > 0) params.after = after;
            Profile.call("log.page", params, answer => {
                if (!answer.ok) { exporter.running = false; saver.done(answer.words); return; }
                for (const message of answer.value.messages) exporter.text += JSON.stringify(message) + "\n";
                exporter.count += answer.value.messages.length;
                if (answer.value.messages.length > 0 && answer.value.next) return exporter.next(answer.value.next);
                exporter.remaining = exporter.remaining.slice(1);
                exporter.next(0);
            });
        }
    }
    Sheet {
        id: key
        title: Words.recoveryTitle
        words: Words.recoveryWords
        confirm: Words.recoveryCopy
        dismiss: Words.close
        onConfirmed: Desk.copy(page.recovery)
        onClosed: page.recovery = ""
        Prose { width: parent.width; text: page.recovery; font.family: Theme.monoFamily; wrapMode: Text.WrapAnywhere }
    }
}
