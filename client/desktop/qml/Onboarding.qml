// From nothing to a profile in three steps: welcome, oneself or a backup, protection. The first person follows in
// the window.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: steps
    objectName: "steps"
    property int step: 0
    // What was wrong is said where it was typed, and everything typed is still there.
    Connections {
        target: Session
        function onStateChanged() {
            if (Session.state === "welcome" && Session.problem.length > 0)
                steps.step = Session.problemAbout === "relay" || Session.problemAbout === "name" ? 1 : 2;
        }
    }
    property string wantedName
    property string wantedRelay
    property string wantedRole
    property string wantedCompany
    property string wantedPicture
    // With what the window was opened: anybody's link, or a relay's, says which relay.
    property string link
    onLinkChanged: if (Lifecycle.namesRelay(link)) wantedRelay = link
    // Whose invitation was given as the relay: it says where, and waits to be accepted once there is a profile.
    signal invited(string by)
    property bool restoring: false
    readonly property bool opening: Session.state === "opening" || (Lifecycle.busy && step === 2)

    function finish(secret) {
        if (restoring) return Lifecycle.restore(secret);
        if (!Lifecycle.namesRelayAlone(wantedRelay)) invited(wantedRelay.trim());
        Session.create({"name": wantedName, "relay": wantedRelay, "role": wantedRole, "company": wantedCompany, "picture": wantedPicture}, secret);
    }
    onStepChanged: Qt.callLater(() => { if (body.item) body.item.forceActiveFocus(); })
    Keys.onEscapePressed: if (step > 0 && !opening) --step

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: Math.max(height, body.y + body.height + 48)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        T.ScrollBar.vertical: Scroll {}
        Loader {
            id: body
            focus: true
            y: Math.max(40, Math.round(steps.height * 0.16))
            x: Math.round((steps.width - width) / 2)
            width: Math.min(Math.round(440 * Math.max(1, Theme.scale * 0.85)), steps.width - 48)
            sourceComponent: steps.step === 0 ? welcome : steps.step === 2 ? protection : steps.restoring ? backup : you
            onLoaded: item.forceActiveFocus()
        }
    }
    InView { flick: flick; column: body }

    Component {
        id: welcome
        FocusScope {
            implicitHeight: column.implicitHeight
            Column {
                id: column
                width: parent.width
                spacing: 24
                Line {
                    width: parent.width
                    text: "Stille"
                    font.pixelSize: Math.round(40 * Theme.scale)
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.Heading
                }
                Prose {
                    width: parent.width
                    text: Words.welcomeLead
                    font.pixelSize: Theme.section
                    color: Theme.textSecondary
                }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton {
                        focus: true
                        kind: "primary"
                        text: Words.welcomeBegin
                        onClicked: { steps.restoring = false; steps.step = 1; }
                    }
                    PushButton {
                        text: Words.welcomeRestore
                        onClicked: { steps.restoring = true; steps.step = 1; }
                    }
                }
                Choice {
                    width: parent.width
                    options: [{value: "de", text: "Deutsch"}, {value: "en", text: "English"}]
                    value: Words.language
                    onPicked: value => Preferences.language = value
                    Accessible.name: "Sprache / Language"
                }
            }
        }
    }

    Component {
        id: you
        FocusScope {
            implicitHeight: column.implicitHeight
            readonly property bool complete: name.text.trim().length > 0 && relay.text.trim().length > 0
            property bool relayWrong: false
            function next() {
                if (!complete) return (name.text.trim().length > 0 ? relay : name).forceActiveFocus();
                relayWrong = !Lifecycle.namesRelay(relay.text);
                if (relayWrong) return relay.forceActiveFocus();
                steps.wantedName = name.text;
                steps.wantedRelay = relay.text;
                steps.wantedRole = role.text;
                steps.wantedCompany = company.text;
                steps.step = 2;
            }
            Column {
                id: column
                width: parent.width
                spacing: 20
                StepTitle { width: parent.width; number: 1; text: Words.youTitle }
                Field {
                    id: name
                    width: parent.width
                    focus: true
                    label: Words.youName
                    hint: Words.youNameHint
                    problem: Session.problemAbout === "name" ? Session.problem : ""
                    text: steps.wantedName
                    maximumLength: 128
                    onAccepted: relay.forceActiveFocus()
                }
                Field {
                    id: relay
                    width: parent.width
                    label: Words.youRelay
                    hint: Words.youRelayHint
                    problem: parent.parent.relayWrong || Session.problemAbout === "relay" ? Words.youRelayWrong : ""
                    text: steps.wantedRelay
                    placeholder: "stille://"
                    onTextChanged: parent.parent.relayWrong = false
                    onAccepted: next()
                }
                Fold {
                    width: parent.width
                    title: Words.youMore
                    open: steps.wantedRole.length > 0 || steps.wantedCompany.length > 0 || steps.wantedPicture.length > 0
                    Prose { width: parent.width; text: Words.youMoreHint; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
                    Field { id: role; width: parent.width; label: Words.cardRole; text: steps.wantedRole; maximumLength: 64; onAccepted: company.forceActiveFocus() }
                    Field { id: company; width: parent.width; label: Words.cardCompany; text: steps.wantedCompany; maximumLength: 64; onAccepted: next() }
                    Flow {
                        width: parent.width
                        spacing: 8
                        PushButton { text: steps.wantedPicture.length > 0 ? Words.youPictureOther : Words.youPicture; onClicked: pictures.ask(paths => { if (paths.length > 0) steps.wantedPicture = paths[0]; }) }
                        PushButton { visible: steps.wantedPicture.length > 0; kind: "plain"; text: Words.removeFile.arg(Desk.fileName(steps.wantedPicture)); onClicked: steps.wantedPicture = "" }
                    }
                    FilePicker { id: pictures; several: false; title: Words.youPicture; filters: [Words.pictures + " (*.jpg *.jpeg *.png)"] }
                }
                Row {
                    spacing: 8
                    PushButton { kind: "primary"; text: Words.next; enabled: complete; onClicked: next() }
                    PushButton { text: Words.back; onClicked: steps.step = 0 }
                }
            }
        }
    }

    // A backup: the file, what opens it, and what is in it, before anything is made.
    Component {
        id: backup
        FocusScope {
            implicitHeight: column.implicitHeight
            readonly property bool opened: Lifecycle.found.created !== undefined
            function choose(path) { file.text = path; Lifecycle.look(path); }
            function check() { if (secret.length > 0) Lifecycle.check(secret.secret); }
            onOpenedChanged: if (opened) onward.forceActiveFocus()
            Connections {
                target: Lifecycle
                function onChanged() { if (Lifecycle.asks.length > 0 && !Lifecycle.busy && file.activeFocus) secret.forceActiveFocus(); }
            }
            Column {
                id: column
                width: parent.width
                spacing: 20
                StepTitle { width: parent.width; number: 1; text: Words.restoreTitle }
                Prose { width: parent.width; text: Words.restoreLead; color: Theme.textSecondary }
                Field {
                    id: file
                    width: parent.width
                    focus: true
                    label: Words.restoreFile
                    hint: Words.restoreFileHint
                    problem: Lifecycle.problemAbout === "file" ? Lifecycle.problem : ""
                    onAccepted: Lifecycle.look(text.trim())
                    input.onEditingFinished: if (text.trim().length > 0 && Lifecycle.asks.length === 0 && !Lifecycle.busy) Lifecycle.look(text.trim())
                }
                PushButton { text: Words.restoreChoose; onClicked: backups.ask(paths => { if (paths.length > 0) choose(paths[0]); }) }
                FilePicker { id: backups; several: false; title: Words.restoreChoose }
                SecretInput {
                    id: secret
                    width: parent.width
                    visible: Lifecycle.asks.length > 0 && !parent.parent.opened
                    enabled: !Lifecycle.busy
                    label: Lifecycle.asks === "key" ? Words.restoreKey : Words.restorePassphrase
                    hint: Lifecycle.asks === "key" ? Words.restoreKeyHint : ""
                    problem: Lifecycle.problemAbout === "file" ? "" : Lifecycle.problem
                    onAccepted: check()
                }
                Slow { width: parent.width; busy: Lifecycle.busy; words: Words.restoreChecking }
                Notice {
                    width: parent.width
                    words: parent.parent.opened ? Words.fill(Words.restoreFound, [Lifecycle.found.name, Desk.momentInWords(Lifecycle.found.created), Words.counted("contacts", Lifecycle.found.contacts), Words.counted("messages", Lifecycle.found.messages), Words.counted("files", Lifecycle.found.files)]) : ""
                }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton {
                        id: onward
                        kind: "primary"
                        text: parent.parent.parent.opened ? Words.next : Words.restoreOpen
                        enabled: parent.parent.parent.opened || (secret.length > 0 && !Lifecycle.busy)
                        onClicked: if (parent.parent.parent.opened) steps.step = 2; else check()
                    }
                    PushButton { text: Words.back; onClicked: { Lifecycle.forget(); steps.step = 0; } }
                }
            }
        }
    }

    Component {
        id: protection
        FocusScope {
            implicitHeight: column.implicitHeight
            readonly property bool same: first.secret.same(second.secret)
            property bool differs: false
            function protect() {
                if (first.length === 0) return first.forceActiveFocus();
                if (first.secret.strength < 3) return first.forceActiveFocus();
                if (second.length === 0) return second.forceActiveFocus();
                differs = !first.secret.same(second.secret);
                if (differs) {
                    second.secret.clear();
                    return second.forceActiveFocus();
                }
                second.secret.clear();
                steps.finish(first.secret);
            }
            Sheet {
                id: without
                title: Words.protectionWithoutTitle
                words: Words.protectionWithoutMeans
                confirm: Words.protectionWithout
                confirmKind: "danger"
                onConfirmed: { close(); first.secret.clear(); second.secret.clear(); steps.finish(null); }
            }
            Column {
                id: column
                width: parent.width
                spacing: 20
                StepTitle { width: parent.width; number: 2; text: Words.protectionTitle }
                Prose { width: parent.width; text: Words.protectionLead; color: Theme.textSecondary }
                Notice { width: parent.width; grave: true; words: steps.restoring && Lifecycle.problemAbout !== "secret" ? Lifecycle.problem : "" }
                SecretInput {
                    id: first
                    width: parent.width
                    focus: true
                    enabled: !steps.opening
                    label: Words.passphrase
                    hint: [Words.protectionHint, Words.strengthShort, Words.strengthEasy, Words.strengthGood, Words.strengthVeryGood][secret.strength]
                    problem: Session.problemAbout === "name" || Session.problemAbout === "relay" ? "" : Session.problem
                    onLengthChanged: if (activeFocus) parent.parent.differs = false
                    onAccepted: second.forceActiveFocus()
                }
                SecretInput {
                    id: second
                    width: parent.width
                    enabled: !steps.opening
                    label: Words.passphraseAgain
                    problem: parent.parent.differs ? Words.passphraseDiffers : ""
                    onAccepted: protect()
                }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton {
                        kind: "primary"
                        text: steps.restoring ? Words.restoreDo : Words.protectionDone
                        enabled: first.secret.strength > 2 && !steps.opening
                        onClicked: protect()
                    }
                    PushButton { text: Words.back; enabled: !steps.opening; onClicked: steps.step = 1 }
                }
                Slow { width: parent.width; busy: steps.opening; words: steps.restoring ? Words.restoreWorking : Words.protectionWorking }
                Column {
                    width: parent.width
                    spacing: 4
                    Rectangle { width: parent.width; height: 1; color: Theme.hairline }
                    PushButton {
                        x: -8
                        kind: "plain"
                        enabled: !steps.opening
                        text: Words.protectionWithout
                        // Whoever has typed one means to have one.
                        onClicked: if (first.length > 0 || second.length > 0) without.open(); else steps.finish(null)
                    }
                    Prose {
                        width: parent.width
                        text: Words.protectionWithoutMeans
                        color: Theme.textSecondary
                        font.pixelSize: Theme.secondary
                    }
                }
            }
        }
    }
}
