// The address book: who there is, who asks, and how often one wants to hear of each.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    title: Words.peopleTitle
    returns: home.narrow
    onBack: home.goBack()
    property var requests: []
    property var introductions: []
    function focusFirst() { filter.forceActiveFocus(); }
    function load() {
        Session.call("request.list", {}, answer => { if (answer.ok) page.requests = answer.value.requests; });
        Session.call("introduction.list", {}, answer => { if (answer.ok) page.introductions = answer.value.introductions.filter(one => !one.own && one.state === "offered"); });
    }
    Component.onCompleted: { load(); People.refresh(); }
    Component.onDestruction: People.filter = ""
    Connections { target: Session; function onHappened() { page.load(); } }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { kind: "primary"; text: Words.inviteShare; onClicked: page.home.go("invite") }
        PushButton { text: Words.acceptTitle; onClicked: page.home.go("accept") }
    }
    Column {
        width: parent.width
        spacing: 12
        visible: page.requests.length > 0 || page.introductions.length > 0
        Line { width: parent.width; text: Words.requestsTitle; font.pixelSize: Theme.section; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
        Repeater {
            model: page.requests
            Card {
                id: request
                required property var modelData
                width: parent.width
                Line { width: parent.width; text: request.modelData.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
                Prose { width: parent.width; text: request.modelData.invitation ? Words.requestByInvitation : Words.requestByAddress; color: Theme.textSecondary; font.pixelSize: Theme.ui }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton { text: Words.accept; Accessible.name: text + ": " + request.modelData.name; onClicked: Session.call("request.accept", {"request": request.modelData.id}, answer => { page.load(); People.refresh(); Conversations.refresh(); if (!answer.ok) page.home.say(answer.words); }) }
                    PushButton { text: Words.decline; Accessible.name: text + ": " + request.modelData.name; onClicked: Session.call("request.decline", {"request": request.modelData.id}, () => page.load()) }
                }
                Line { width: parent.width; text: Words.requestWaits; color: Theme.textMeta; font.pixelSize: Theme.secondary }
            }
        }
        Repeater {
            model: page.introductions
            Card {
                id: offer
                required property var modelData
                width: parent.width
                Line { width: parent.width; text: offer.modelData.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
                Prose { width: parent.width; text: Words.introducedBy.arg(People.nameOf(offer.modelData.by.alias)) + (offer.modelData.text ? "\n" + Words.quoted.arg(offer.modelData.text) : ""); color: Theme.textSecondary; font.pixelSize: Theme.ui }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton { text: Words.accept; Accessible.name: text + ": " + offer.modelData.name; onClicked: Session.call("introduction.accept", {"introduction": offer.modelData.id}, answer => { page.load(); page.home.say(answer.ok ? Words.introductionAccepted : answer.words); }) }
                    PushButton { text: Words.decline; Accessible.name: text + ": " + offer.modelData.name; onClicked: Session.call("introduction.decline", {"introduction": offer.modelData.id}, () => page.load()) }
                }
            }
        }
    }
    Field {
        id: filter
        width: parent.width
        label: Words.peopleFilter
        labelShown: false
        placeholder: Words.peopleFilter
        text: People.filter
        onTextChanged: People.filter = text
        Accessible.role: Accessible.Grouping
        Accessible.name: Words.peopleFilter
    }
    Prose {
        width: parent.width
        visible: People.loaded && People.count === 0
        text: People.filter.length > 0 ? Words.peopleNone : Words.peopleEmpty
        color: Theme.textSecondary
    }
    Column {
        width: parent.width
        Repeater {
            model: People
            PersonRow { width: parent.width; home: page.home }
        }
    }
}
