// From nothing to a profile in three steps: welcome, oneself, protection. The first person follows in the window.
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
    readonly property bool opening: Session.state === "opening"

    function finish(secret) {
        Session.create({"name": wantedName, "relay": wantedRelay}, secret);
    }
    onStepChanged: Qt.callLater(() => { if (body.item) body.item.forceActiveFocus(); })
    Keys.onEscapePressed: if (step > 0 && !opening) --step

    Flickable {
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
            sourceComponent: steps.step === 0 ? welcome : steps.step === 1 ? you : protection
            onLoaded: item.forceActiveFocus()
        }
    }

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
                        onClicked: steps.step = 1
                    }
                    PushButton {
                        text: Words.welcomeRestore
                        onClicked: restore.open()
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
            Sheet {
                id: restore
                title: Words.restoreTitle
                words: Words.restoreHow
                dismiss: Words.close
            }
        }
    }

    Component {
        id: you
        FocusScope {
            implicitHeight: column.implicitHeight
            readonly property bool complete: name.text.trim().length > 0 && relay.text.trim().length > 0
            function next() {
                if (!complete) return (name.text.trim().length > 0 ? relay : name).forceActiveFocus();
                steps.wantedName = name.text;
                steps.wantedRelay = relay.text;
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
                    problem: Session.problemAbout === "relay" ? Words.youRelayWrong : ""
                    text: steps.wantedRelay
                    placeholder: "stille://"
                    onAccepted: next()
                }
                Row {
                    spacing: 8
                    PushButton { kind: "primary"; text: Words.next; enabled: complete; onClicked: next() }
                    PushButton { text: Words.back; onClicked: steps.step = 0 }
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
                if (second.length === 0) return second.forceActiveFocus();
                differs = !first.secret.same(second.secret);
                if (differs) {
                    second.secret.clear();
                    return second.forceActiveFocus();
                }
                second.secret.clear();
                steps.finish(first.secret);
            }
            Column {
                id: column
                width: parent.width
                spacing: 20
                StepTitle { width: parent.width; number: 2; text: Words.protectionTitle }
                Prose { width: parent.width; text: Words.protectionLead; color: Theme.textSecondary }
                SecretInput {
                    id: first
                    width: parent.width
                    focus: true
                    enabled: !steps.opening
                    label: Words.passphrase
                    hint: [Words.protectionHint, Words.strengthShort, Words.strengthGood, Words.strengthVeryGood][secret.strength]
                    problem: Session.problemAbout === "name" || Session.problemAbout === "relay" ? "" : Session.problem
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
                        text: Words.protectionDone
                        enabled: first.length > 0 && !steps.opening
                        onClicked: protect()
                    }
                    PushButton { text: Words.back; enabled: !steps.opening; onClicked: steps.step = 1 }
                }
                Slow { width: parent.width; busy: steps.opening; words: Words.protectionWorking }
                Column {
                    width: parent.width
                    spacing: 4
                    Rectangle { width: parent.width; height: 1; color: Theme.hairline }
                    PushButton {
                        x: -8
                        kind: "plain"
                        enabled: !steps.opening
                        text: Words.protectionWithout
                        onClicked: steps.finish(null)
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
