// What is kept here: a backup of it, its way out, its end.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Page {
    id: page
    required property var home
    property string recovery
    property string problem
    property bool working: false
    property string only  // alias of the one conversation that is to be exported; empty: everything
    property string format: "both"
    property bool taking: false  // came for the way out
    function today() { return new Date(Desk.nowMs()).toISOString().slice(0, 10); }
    function called(alias) { return Conversations.named(alias).name || People.nameOf(alias); }
    title: Words.dataTitle
    lead: Words.dataLead
    onBack: home.goBack()
    // What went wrong the last time is over.
    Component.onCompleted: {
        if (!Exporter.running) Exporter.forget();
        if (!Importer.running) Importer.forget();
    }
    function focusFirst() { (taking ? take : back).forceActiveFocus(Qt.TabFocusReason); }
    Notice { width: parent.width; words: page.problem; grave: true }
    Section { width: parent.width; title: Words.backupTitle
        Prose { width: parent.width; text: Words.backupLead; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton {
            id: back
            text: Words.backupMake
            onClicked: if (!page.working) saver.suggest("stille-" + page.today() + ".backup", path => {
                saver.close();
                page.problem = "";
                page.working = true;
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
        Choice {
            width: parent.width
            label: Words.exportWhat
            enabled: !Exporter.running
            value: page.only.length > 0 ? "one" : "all"
            options: [{value: "all", text: Words.exportEverything}, {value: "one", text: page.only.length > 0 ? Words.exportOnly.arg(page.called(page.only)) : Words.exportOne}]
            onPicked: value => { if (value === "all") page.only = ""; else choosing.open(); }
        }
        Choice {
            width: parent.width
            label: Words.exportFormat
            enabled: !Exporter.running
            value: page.format
            options: [{value: "both", text: Words.exportBoth}, {value: "html", text: Words.exportPages}, {value: "jsonl", text: Words.exportLines}]
            onPicked: value => page.format = value
        }
        Toggle { id: files; width: parent.width; enabled: !Exporter.running; checked: true; text: Words.exportFiles; detail: Words.exportFilesDetail }
        Notice { width: parent.width; words: Exporter.problem }
        PushButton {
            id: take
            text: Exporter.running ? Words.exportStop : Words.exportDo
            onClicked: {
                if (Exporter.running) return Exporter.stop();
                Exporter.forget();
                places.suggest("stille-" + page.today(), path => { places.close(); Exporter.begin({"folder": path, "conversation": page.only, "format": page.format, "files": files.checked}); });
            }
        }
        Line { width: parent.width; visible: Exporter.running; text: Exporter.running ? Words.exportWorking.arg(Exporter.messages) : ""; color: Theme.textSecondary; font.pixelSize: Theme.secondary }
    }
    Section { width: parent.width; title: Words.takeBackTitle
        Prose { width: parent.width; text: Words.takeBackLead; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        Notice { width: parent.width; words: Importer.problem; grave: true }
        PushButton {
            text: Importer.running ? Words.exportStop : Words.takeBackStart
            onClicked: {
                if (Importer.running) return Importer.stop();
                Importer.forget();
                returning.suggest("", path => { returning.close(); Importer.begin(path); });
            }
        }
        Line { width: parent.width; visible: Importer.running; text: Importer.running ? Words.exportWorking.arg(Importer.messages) : ""; color: Theme.textSecondary; font.pixelSize: Theme.secondary }
    }
    Section { width: parent.width; title: Words.eraseAccountTitle
        Prose { width: parent.width; text: Session.lockable ? Words.eraseAccountWords : Words.eraseAccountElsewhere; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton { visible: Session.lockable; enabled: !page.working; grave: true; text: Words.eraseAccountDo; onClicked: ending.begin() }
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
    SaveSheet { id: places; title: Words.exportTitle; label: Words.exportWhere }
    SaveSheet { id: returning; title: Words.takeBackTitle; label: Words.takeBackWhere; confirm: Words.takeBackDo; existing: true }
    ChooseSheet {
        id: choosing
        title: Words.exportWhich
        onAboutToShow: rows = Conversations.every()
        onChosen: row => page.only = row.alias
    }
    Sheet {
        id: key
        title: Words.recoveryTitle
        words: Words.recoveryWords
        confirm: justCopied.running ? Words.copied : Words.recoveryCopy
        dismiss: Words.recoveryKept
        // It is shown this once; no key that was pressed by the way takes it away.
        closePolicy: T.Popup.NoAutoClose
        onConfirmed: { Desk.copy(page.recovery); justCopied.restart(); }
        onClosed: page.recovery = ""
        Timer { id: justCopied; interval: 3000 }
        Prose { width: parent.width; text: page.recovery; font.family: Theme.monoFamily; wrapMode: Text.WrapAnywhere }
    }
}
