"""What a letter is about."""

import csv
from pathlib import Path

import pytest

from nlp.companions import Evidence, companions
from nlp.hints import Hints
from nlp.read import read
from nlp.seeds import subjects
from nlp.topics import main_topic
from nlp.training.companions import Lesson, fit

ASKED = [
    ("How many Tasers does the force own, and how often were they drawn?", "taser"),
    ("Please state the number of burglaries recorded in each ward.", "burglary"),
    ("How many officers were dismissed for gross misconduct in 2030?", "complaints"),
    ("Does the force use live facial recognition, or plan to?", "facial-recognition"),
    ("How many ANPR cameras are there and how many reads are kept?", "anpr"),
    ("What did the force spend on drones, and who flies them?", "drones"),
    ("Number of stop and searches by ethnicity of the person searched.", "stop-and-search"),
    ("How many people died in custody or soon after detention?", "custody"),
    ("How many speed cameras are live and how many drivers were fined for speeding?",
     "road-traffic"),
    ("How many shotgun certificates were revoked?", "firearms"),
    ("Reports of stalking and of coercive control since 2025.", "domestic-abuse"),
    ("How many people were reported missing and how many missing children were found?",
     "missing-persons"),
    ("Has the force bought spyware such as Pegasus?", "spyware"),
    ("Does the force use IMSI catchers?", "imsi-catchers"),
    ("Number of hare coursing incidents and of dogs seized.", "wildlife-rural"),
    ("Sightings of UFOs, ghosts and big cats.", "paranormal"),
    ("How long did callers wait for a 999 call to be answered?", "emergency-calls"),
    ("How many fixed penalty notices for breach of lockdown and coronavirus rules?", "covid"),
    ("How many detentions under section 136 of the Mental Health Act?", "mental-health"),
    ("Hate crimes recorded with a transphobic or antisemitic flag.", "hate-crime"),
    ("How many police stations have closed their front counter?", "property"),
    ("How many sick days were taken by officers and staff with stress?", "workforce"),
    ("Catalytic converter thefts and keyless car thefts.", "vehicle-crime"),
    ("Rapes reported and rapes charged.", "sexual-offences"),
    ("What does the force pay informants (CHIS)?", "undercover"),
    ("Ransomware and other cyber attacks that were reported to the force.", "cybercrime"),
    ("Does the force use ChatGPT, Copilot or any other artificial intelligence?",
     "artificial-intelligence"),
    ("Referrals to the National Referral Mechanism for modern slavery.", "modern-slavery"),
]  # fmt: skip

OTHER_WORDS = [
    ("How many young people were warned for trespass on the railway?", "antisocial-behaviour"),
    ("Please send the ground investigation for the old yard.", "property"),
    ("How many times has the force sent up a quadcopter since January?", "drones"),
    ("What is the average wait for a caller to the non-emergency line?", "emergency-calls"),
    ("Number of pupils found carrying a blade at a secondary school", "knife-crime"),
    (
        "How many women were watched by a former boyfriend, recorded as stalking?",
        "domestic-abuse",
    ),
    (
        "Please list the disused police stations that were put up for sale and what each fetched.",
        "property",
    ),
    ("How many Range Rovers were taken without their keys in Solihull?", "vehicle-crime"),
    ("How many detainees were held for longer than 24 hours?", "custody"),
    ("What is the number of people who died after being in a cell?", "custody"),
    ("Hours flown by the regional air support unit over Leeds", "drones"),
    ("How much did the force pay to settle claims by members of the public?", "finance"),
    ("Copies of correspondence with the Home Office about migrants in hotels", "immigration"),
    (
        "Has the force any software which scores people on how likely they are to offend?",
        "predictive-policing",
    ),
    (
        "Does the force scrape Facebook and Twitter for information about campaigners?",
        "social-media-monitoring",
    ),
    ("How many shops reported shoplifters who used violence?", "burglary"),
    ("Number of Prevent referrals by age", "terrorism"),
    ("Number of lorries stopped for overweight loads", "road-traffic"),
    ("How many cyclists were killed or seriously hurt in the county?", "road-traffic"),
    ("Number of people fined for lighting fireworks after midnight", "antisocial-behaviour"),
    ("How many reports have there been of a large black cat roaming the moor?", "paranormal"),
    ("How many times have officers been assaulted on duty?", "workforce"),
    ("Number of sheep stolen from farms in the Dales", "wildlife-rural"),
    ("Which banks have been asked to freeze accounts holding the proceeds of crime?", "fraud"),
    (
        "How many phones were seized in rape cases, and how long did each examination take?",
        "phone-extraction",
    ),
    ("Cost of policing the visit of the President of the United States", "royal-vip"),
    ("How many arrests were made at the far-right demonstration in August?", "public-order"),
    ("What does the force do with photographs of people who were never charged?", "biometrics"),
    ("How many incidents of homophobic abuse were recorded?", "hate-crime"),
    ("How many brothels were visited by officers?", "modern-slavery"),
    ("The murder of a taxi driver in 1983: may I see the case papers?", "historical-cases"),
    ("How many people are under a threat to life warning?", "gangs"),
    ("What training do call handlers get?", "emergency-calls"),
    ("How many rapes were reported by men?", "sexual-offences"),
    ("Drinks spiked in nightclubs since 2021", "sexual-offences"),
    ("Number of people sectioned by officers and taken to hospital", "mental-health"),
    ("How long do officers wait at A&E with patients in crisis?", "mental-health"),
    ("How many children went missing from care homes?", "missing-persons"),
    ("What make and model of radio do officers carry, and when does the contract expire?", "ict"),
    ("How many servers still run Windows 7?", "ict"),
    ("How much has been spent on consultants in the last three years?", "finance"),
    ("Which company supplies your electricity and at what price?", "finance"),
    ("Number of patrol cars written off after a crash", "vehicles"),
    ("How many electric vehicles are in the fleet?", "vehicles"),
    ("How many constables resigned in their first two years?", "workforce"),
    ("Number of officers facing a misconduct hearing for messages on WhatsApp", "complaints"),
    ("How many complaints of rudeness were made against officers?", "complaints"),
    ("Does the force intercept phone calls without a warrant?", "covert-surveillance"),
    ("Does the force own a device that pretends to be a phone mast?", "imsi-catchers"),
    ("Did an undercover policeman attend meetings of our trade union?", "undercover"),
    ("How much are police informers paid?", "undercover"),
    ("How many Taser shots were fired at people over 70?", "taser"),
    ("How many times were spit hoods put on children?", "taser"),
    ("How many times did officers draw a baton or use handcuffs?", "use-of-force"),
    ("How many people were bitten by police dogs?", "use-of-force"),
    ("How many black men were stopped and searched in Brixton?", "stop-and-search"),
    ("How many section 60 orders were authorised?", "stop-and-search"),
    ("How many guns were handed in during the amnesty?", "firearms"),
    ("How many people hold a licence for a shotgun?", "firearms"),
    ("Do you have a policy for handling transgender prisoners?", "custody"),
    ("How many foi requests were answered late?", "foi-handling"),
    (
        "How many times has the force lost personal data or sent it to the wrong person?",
        "foi-handling",
    ),
    ("How many fines were given for breaking lockdown?", "covid"),
    ("Have you asked officers whether they have been vaccinated?", "covid"),
    ("Does the force share information with MI5?", "national-security"),
    ("How many cyber attacks were made on your network?", "cybercrime"),
    ("How many cannabis farms were found, and how many plants?", "drugs"),
    ("Number of people caught driving on drugs", "road-traffic"),
    ("How many ghosts, witches or aliens were reported?", "paranormal"),
    (
        "Have officers used live face-scanning cameras at the shopping centre?",
        "facial-recognition",
    ),
    ("How many cameras read number plates on the A38?", "anpr"),
    (
        "Do officers have to switch on their body cameras during a search of a house?",
        "body-worn-video",
    ),
    ("How many public space cameras does the force monitor?", "cctv"),
    (
        "Has the force bought any programme that can hack into an encrypted phone from afar?",
        "spyware",
    ),
    ("Who wrote the chatbot on your web site?", "artificial-intelligence"),
    ("Is AI used to write witness statements?", "artificial-intelligence"),
    (
        "Number of indecent images of children found on the computers of teachers",
        "child-protection",
    ),
    ("How many babies were shaken to death?", "child-protection"),
    ("How many homicides were committed with a firearm?", "homicide"),
    ("How many deaths were treated as manslaughter?", "homicide"),
    ("Number of pensioners who lost money to courier fraud", "fraud"),
    ("The number of catalytic converters stolen", "vehicle-crime"),
    ("How many hare coursers were convicted?", "wildlife-rural"),
    ("How many dogs were seized as XL bullies?", "wildlife-rural"),
    ("Hours of overtime worked by detectives", "workforce"),
    ("How many graffiti incidents were logged at the skate park?", "antisocial-behaviour"),
    ("How many e-bikes were confiscated?", "road-traffic"),
    ("How many people were arrested at climate protests?", "public-order"),
    ("How many football banning orders are in force?", "public-order"),
    (
        "Number of people who crossed the Channel in small boats and were handed to you",
        "immigration",
    ),
    ("What organised crime groups are active here?", "gangs"),
    ("The number of Clare's Law applications refused", "domestic-abuse"),
    ("Number of people reported for fly-tipping", "antisocial-behaviour"),
    ("How many thefts of lead from church roofs?", "burglary"),
    ("How many bicycles were stolen at railway stations?", "burglary"),
    ("How many vans were broken into and tools taken?", "vehicle-crime"),
    ("How many officers failed vetting?", "workforce"),
]
TITLES = [
    ("Cyclists fined for riding through red lights", "road-traffic"),
    ("Death of a man at Stoke Newington police station in 1982", "historical-cases"),
    ("Airbnb parties", "antisocial-behaviour"),
    ("Attacks by dogs on postmen", "wildlife-rural"),
    ("Officers with second jobs", "workforce"),
    ("Stolen phones in the West End", "burglary"),
    ("Bike thefts outside universities", "burglary"),
    ("Use of Copilot and ChatGPT", "artificial-intelligence"),
    ("Rape cases dropped for lack of evidence", "sexual-offences"),
    ("Welsh language interpreters", "finance"),
    ("Murders without a body", "homicide"),
    ("Police helicopter noise", "drones"),
    ("Vehicle recovery contract", "road-traffic"),
    ("Mobile phone driving offences", "road-traffic"),
    ("Section 136 detentions in police cells", "mental-health"),
    ("Racist language by officers", "complaints"),
    ("HR and payroll system", "ict"),
    ("Telematics in fleet cars", "vehicles"),
    ("Vaping in schools", "drugs"),
    ("Nitrous oxide canisters found at the carnival", "drugs"),
    ("Shotgun licence waiting times", "firearms"),
    ("Naloxone carried by officers", "drugs"),
    ("Officers arrested for drink driving", "complaints"),
    ("Number of constables by ethnicity and sex", "workforce"),
    ("Operation Uplift recruits who have left", "workforce"),
    ("Modern slavery in nail bars", "modern-slavery"),
    ("Catapults used against swans", "wildlife-rural"),
    ("Heritage crime at castles", "wildlife-rural"),
    ("Gold coins dug up by night by metal detectorists", "wildlife-rural"),
    ("Spending on Christmas parties", "finance"),
    ("Purchase cards", "finance"),
    ("Tents for rough sleepers moved on", "antisocial-behaviour"),
    ("Motorbikes ridden on the common", "antisocial-behaviour"),
    ("Acid attacks", "knife-crime"),
    ("Machetes and zombie knives handed in", "knife-crime"),
    ("Body armour and stab vests", "workforce"),
    ("Ransom paid after a ransomware attack", "cybercrime"),
    ("Bitcoin seized", "fraud"),
    ("Mule accounts held by students", "fraud"),
    ("Telephone scams against the elderly", "fraud"),
    ("Protection of the former Prime Minister", "royal-vip"),
    ("A duke's bodyguards", "royal-vip"),
    ("Crimes at Balmoral Castle", "royal-vip"),
    ("Response to burglaries: how often is nobody sent?", "burglary"),
    ("Average time to reach grade one incidents", "emergency-calls"),
    ("Closed front desks", "property"),
    ("Asbestos in police stations", "property"),
    ("Sold police houses", "property"),
    ("Fax machines", "ict"),
    ("Pagers", "ict"),
    ("WhatsApp groups of officers dismissed", "complaints"),
    ("Police federation facility time", "workforce"),
    ("Masonic lodges", "workforce"),
    ("Deportation of foreign criminals", "immigration"),
    ("Asylum hotels", "immigration"),
    ("Palestine Action arrests", "public-order"),
    ("Policing of Premier League matches", "public-order"),
    ("Fans banned from football grounds", "public-order"),
    ("Trail hunts and hunt saboteurs", "wildlife-rural"),
    ("Uninsured cars crushed", "road-traffic"),
    ("Fatal crashes on the A9", "road-traffic"),
    ("Smart motorway deaths", "road-traffic"),
    ("Wildfire arson", "wildlife-rural"),
    ("Vegan food for prisoners", "custody"),
    ("Bail and released under investigation", "custody"),
    ("Honour killings and forced marriage", "domestic-abuse"),
    ("Stalking protection orders", "domestic-abuse"),
    ("Non-fatal strangulation", "domestic-abuse"),
    ("Officers accused of domestic abuse", "domestic-abuse"),
    ("Missing children in care", "missing-persons"),
    ("Sightings of the Loch Ness creature", "paranormal"),
    ("Use of mediums and clairvoyants", "paranormal"),
    ("Gait recognition", "biometrics"),
    ("Fingerprints taken from people at the roadside", "biometrics"),
    ("GPS trackers fitted to cars", "covert-surveillance"),
    ("Spending on informants", "undercover"),
    ("Encrypted EncroChat phones", "gangs"),
    ("Gang injunctions", "gangs"),
    ("Hate crimes against Jews", "hate-crime"),
    ("Anti-Muslim hatred", "hate-crime"),
    ("Non-crime hate incidents against children", "hate-crime"),
    ("Holding of Cellebrite kiosks", "phone-extraction"),
    ("Automatic redaction with machine learning", "artificial-intelligence"),
    ("Data breaches reported to the ICO", "foi-handling"),
    ("Time taken to answer FOI requests", "foi-handling"),
    ("Deaths after contact with the police", "custody"),
    ("Taser use on a 10-year-old", "taser"),
    ("Plastic bullets fired", "taser"),
    ("Drones as first responder trial", "drones"),
    ("Airport drone sightings", "drones"),
    ("Doorbell camera footage", "cctv"),
    ("Dashcam footage sent in by drivers", "road-traffic"),
    ("ANPR hits on cloned plates", "anpr"),
    ("Retrospective facial recognition searches", "facial-recognition"),
    ("Police spying on journalists", "covert-surveillance"),
    ("Stop and account of young people", "stop-and-search"),
]


DETAILS = [
    ("Has the force used a chatbot?", "artificial-intelligence"),
    ("How many privately owned e-scooters were seized under section 165A of the Road Traffic Act?",
     "antisocial-behaviour"),
    ("Number of false profiles that are kept to read what people post on social networks",
     "social-media-monitoring"),
    ("How many pursuits began with a driver who failed to stop?", "vehicles"),
    ("How many complaints about low flying of the helicopter were there?", "drones"),
    ("How many complainants of rape withdrew?", "sexual-offences"),
    ("How many shotgun certificates are held for personal protection?", "firearms"),
    ("Is there an oil tank or a storage tank on police premises?", "property"),
    ("How many homes broken into were near the stadium?", "burglary"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "topic"), DETAILS)
def test_where_with_whom_and_by_what_power_is_not_what_is_asked(question: str, topic: str) -> None:
    text = f"Dear Madam\n\nYou asked:\n\n1. {question}\n\nResponse\n\nThe figure is 9.\n"

    assert read(text).topics[:1] == (topic,)


@pytest.mark.parametrize(("question", "topic"), [*ASKED, *OTHER_WORDS])
def test_the_question_says_what_it_is_about(question: str, topic: str) -> None:
    text = f"Dear Sir\n\nYou asked:\n\n1. {question}\n\nResponse\n\nThe figure is 14.\n"

    assert read(text).topics[:1] == (topic,)


@pytest.mark.parametrize(("title", "topic"), TITLES)
def test_a_title_says_what_the_figures_below_it_are_of(title: str, topic: str) -> None:
    text = (
        f"Reference Number: 441/23\n{title}\n\nDear Applicant\n\nThank you for your request.\n\n"
        "You asked:\n\nHow many were there in each of the last three years?\n\nResponse\n\n"
        "The figure is 14.\n"
    )

    assert read(text).topics[:1] == (topic,)


REQUESTS = [
    (
        "homicide",
        (
            "1. How many murders were recorded in 2022?",
            "2. How many led to a charge?",
            "3. How much was spent on forensic work?",
            "4. How many officers worked on each?",
        ),
    ),
    (
        "workforce",
        (
            "1. How many officers took early retirement?",
            "2. What did it cost in pensions?",
            "3. How many were rehired as staff?",
        ),
    ),
    (
        "ict",
        (
            "1. Which system do you use for crime records and who supplies it?",
            "2. When does the contract end?",
            "3. What does it cost a year?",
        ),
    ),
    (
        "vehicles",
        (
            "1. How many pursuits began in 2022?",
            "2. How many people were hurt?",
            "3. Were any officers disciplined as a result?",
        ),
    ),
    (
        "emergency-calls",
        (
            "1. How many calls to 101 were abandoned?",
            "2. What was the longest wait?",
            "3. How many staff work in the control room?",
        ),
    ),
    (
        "drugs",
        (
            "1. How many seizures of ketamine were there?",
            "2. What was it worth?",
            "3. How many under 18s were arrested?",
        ),
    ),
    (
        "property",
        (
            "1. Which police stations have been sold since 2010?",
            "2. What was each sold for?",
            "3. Who bought them?",
        ),
    ),
    (
        "finance",
        (
            "1. What did the force spend on hotels for officers?",
            "2. Which hotel was the dearest?",
            "3. What was the dearest meal?",
        ),
    ),
    (
        "finance",
        (
            "1. How much has the force paid out in compensation?",
            "2. What was the largest payment?",
            "3. How much went on lawyers?",
        ),
    ),
    (
        "complaints",
        (
            "1. How many allegations of racism were made against officers?",
            "2. How many were upheld?",
            "3. How many officers lost their jobs?",
        ),
    ),
    (
        "taser",
        (
            "1. How many officers carry a Taser?",
            "2. How many times was it fired at a child?",
            "3. What training do they have?",
        ),
    ),
    (
        "stop-and-search",
        (
            "1. How many people were searched under section 60?",
            "2. What did officers find: drugs or weapons?",
            "3. How many of those searched were black?",
        ),
    ),
    (
        "sexual-offences",
        (
            "1. How many rapes were reported?",
            "2. How many involved a taxi driver?",
            "3. How many are still under investigation?",
        ),
    ),
    (
        "domestic-abuse",
        (
            "1. How many domestic abuse incidents were recorded on Christmas Day?",
            "2. How many involved alcohol?",
            "3. How many were on days when England played football?",
        ),
    ),
    (
        "wildlife-rural",
        (
            "1. How many dogs were destroyed under the Dangerous Dogs Act?",
            "2. What does it cost to kennel one?",
            "3. How many officers are trained as dog legislation officers?",
        ),
    ),
    (
        "road-traffic",
        (
            "1. How many drivers were caught by the camera at the bridge?",
            "2. What was the highest speed?",
            "3. How much in fines was collected?",
        ),
    ),
    (
        "fraud",
        (
            "1. How many people reported a romance scam?",
            "2. How much money did they lose?",
            "3. What was the age of the oldest victim?",
        ),
    ),
    (
        "biometrics",
        (
            "1. How many DNA profiles do you hold of people never convicted?",
            "2. How many belong to children?",
            "3. How many were deleted on request?",
        ),
    ),
    (
        "custody",
        (
            "1. How many people were strip searched in custody?",
            "2. How many were women?",
            "3. How many were children?",
        ),
    ),
    (
        "missing-persons",
        (
            "1. How many people have been missing for over a year?",
            "2. How many are children?",
            "3. How many bodies have not been identified?",
        ),
    ),
    (
        "public-order",
        (
            "1. How many arrests were made at Pride marches?",
            "2. What was the cost of policing them?",
            "3. How many officers were on duty?",
        ),
    ),
    (
        "facial-recognition",
        (
            "1. On what dates was live facial recognition used?",
            "2. How many faces were scanned?",
            "3. What did the vans cost?",
            "4. Please send the policy.",
        ),
    ),
    (
        "body-worn-video",
        (
            "1. How many body-worn cameras does the force own?",
            "2. How long is footage kept?",
            "3. How many times has it been lost?",
        ),
    ),
    (
        "mental-health",
        (
            "1. How many times did officers attend a hospital for a patient in crisis?",
            "2. How many hours did they wait?",
            "3. Has the force adopted Right Care, Right Person?",
        ),
    ),
    (
        "child-protection",
        (
            "1. How many schools have a police officer?",
            "2. How many pupils were arrested at school?",
            "3. How many were excluded?",
        ),
    ),
    (
        "modern-slavery",
        (
            "1. How many referrals to the NRM were made?",
            "2. How many were for county lines?",
            "3. How many led to a charge?",
        ),
    ),
    (
        "gangs",
        (
            "1. How many gang members are on your list?",
            "2. How many are under 18?",
            "3. How is a person taken off it?",
        ),
    ),
    (
        "terrorism",
        (
            "1. How many Prevent referrals came from schools?",
            "2. How many went on to Channel?",
            "3. What was the ideology?",
        ),
    ),
    (
        "firearms",
        (
            "1. How many firearms officers do you have?",
            "2. How many are women?",
            "3. How many shots were fired in 2023?",
        ),
    ),
    (
        "burglary",
        (
            "1. How many burglaries were solved?",
            "2. How many were never attended?",
            "3. What was taken?",
        ),
    ),
    (
        "antisocial-behaviour",
        (
            "1. How many reports of fireworks thrown at officers?",
            "2. How many arrests?",
            "3. What was the age of the youngest?",
        ),
    ),
    (
        "covert-surveillance",
        (
            "1. How many applications for communications data were made?",
            "2. How many concerned a journalist?",
            "3. How many were refused?",
        ),
    ),
    (
        "artificial-intelligence",
        (
            "1. Which AI tools may officers use?",
            "2. Who supplies them?",
            "3. What do they cost?",
            "4. Is there a policy?",
        ),
    ),
    (
        "foi-handling",
        (
            "1. How many requests under the Freedom of Information Act were received in 2022?",
            "2. How many were refused under section 12?",
            "3. How many staff work in the team?",
            "4. How many internal reviews were upheld?",
        ),
    ),
    (
        "foi-handling",
        (
            "1. How many subject access requests are overdue?",
            "2. How long does one take on average?",
        ),
    ),
    (
        "immigration",
        (
            "1. How many foreign nationals were arrested?",
            "2. Which nationalities?",
            "3. How many were handed to the Home Office?",
        ),
    ),
    (
        "hate-crime",
        (
            "1. How many non-crime hate incidents were recorded?",
            "2. How many were about a tweet?",
            "3. How many against children?",
        ),
    ),
    (
        "historical-cases",
        (
            "1. May I see the file on the bank robbery of 1962?",
            "2. Was anyone charged?",
            "3. Where are the papers kept?",
        ),
    ),
    (
        "royal-vip",
        (
            "1. What did the royal visit to the county cost?",
            "2. How many officers were on duty?",
            "3. How much overtime was paid?",
        ),
    ),
    (
        "covid",
        (
            "1. How many fines were issued for breach of the coronavirus rules?",
            "2. How many were paid?",
            "3. How many were withdrawn?",
        ),
    ),
]


@pytest.mark.parametrize(("topic", "questions"), REQUESTS)
def test_the_details_asked_for_are_not_the_matter(topic: str, questions: tuple[str, ...]) -> None:
    text = (
        "Anytown Police\n\nOur ref: 11/22\n\nDear Sir\n\nI refer to your request for information "
        "received on 3 May 2022. You asked:\n\n" + "\n".join(questions) + "\n\nResponse\n\nThe "
        "force holds some of this. The cost of finding the rest would exceed the limit under "
        "section 12 of the Freedom of Information Act. Section 31 (Law Enforcement) also applies."
        "\n\nHarm\n\nTerrorists and criminals would gain.\n\nYou may ask for an internal review "
        "or complain to the Information Commissioner.\n"
    )

    assert read(text).topics[:1] == (topic,)


def test_the_argument_of_a_refusal_is_not_the_topic() -> None:
    text = (
        "Dear Sir\n\nYou asked:\n\n1. How many drones does the force fly?\n\nResponse\n\nSection "
        "24(1) National Security\nSection 31(1)(a) Law Enforcement\n\nHarm\n\nTerrorists would "
        "learn what is held. The threat from terrorism is severe; national security and counter "
        "terrorism would suffer, and murder, rape and fraud would go undetected.\n"
    )

    assert read(text).topics == ("drones",)


def test_a_table_of_all_offences_is_about_none_of_them() -> None:
    text = (
        "Dear Sir\n\nYour Request\n\nThe number of crimes logged there.\n\nResponse\n\n"
        "Burglary 2\nRobbery 3\nDrug offences 4\nMurder 1\nRape 2\nFraud 9\nPublic order 12\n"
    )

    assert read(text).topics == ()


def test_the_title_of_the_listing_counts() -> None:
    assert read("The figure is 14.", Hints(title="Knife crime in schools")).topics[:1] == (
        "knife-crime",
    )

    title = Hints(title="Knife crime: cost of policing, budget and overtime")
    assert set(read("The figure is 14.", title).topics) >= {"knife-crime", "finance"}


def test_nothing_is_guessed_where_nothing_speaks_for_a_topic() -> None:
    assert read("Dear Sir\n\nPlease see the attached.\n").topics == ()


ASIDE = (
    "Dear Sir\n\nYou asked:\n\n1. How many drones does the force fly?\n2. {aside}\n\nResponse\n\n"
    "{answer}\n"
)


def test_what_almost_every_request_touches_yields_to_the_matter_itself() -> None:
    text = ASIDE.format(aside="What was spent on them?", answer="1. 14.\n2. £9,000.")

    assert read(text).topics[0] == "drones"


@pytest.mark.parametrize(
    ("aside", "topic"),
    [
        ("What was spent on them, and who was the supplier?", "finance"),
        ("What is the annual cost of the contract, and what was the purchase price?", "finance"),
        (
            "Are they used for directed surveillance or other covert surveillance?",
            "covert-surveillance",
        ),
        ("Have any been flown over a protest or a demonstration?", "public-order"),
    ],
)
def test_what_one_of_two_questions_asks_about_is_a_topic_too(aside: str, topic: str) -> None:
    assert read(ASIDE.format(aside=aside, answer="1. 14.\n2. Yes.")).topics == ("drones", topic)


def test_a_detail_of_one_question_in_many_is_none() -> None:
    asked = "\n".join(
        f"{number}. How many drones were {done} in 2023?"
        for number, done in enumerate(("bought", "lost", "flown", "lent", "repaired", "sold"), 1)
    )
    text = f"Dear Sir\n\nYou asked:\n\n{asked}\n7. At which stations?\n\nResponse\n\n14.\n"

    assert read(text).topics == ("drones",)


@pytest.mark.parametrize(
    "exemption",
    ["Section 24(1) National Security", "Section 24(2)", "Section 23(5) and section 24(2)"],
)
def test_what_is_refused_for_national_security_touches_on_it(exemption: str) -> None:
    asked = "Does the force hold equipment to jam drones over nuclear sites or a naval base?"
    text = (
        f"Dear Sir\n\nYou asked:\n\n1. {asked}\n\nResponse\n\nThe information is exempt under:\n\n"
        f"{exemption}\n"
    )

    assert "national-security" in read(text).topics


@pytest.mark.parametrize(
    "office",
    [
        "Information Governance",
        "Central Disclosure Section",
        "Records Management",
        "Joint Information Access Bureau",
        "Data Protection & Freedom of Information",
    ],
)
def test_the_office_that_answers_is_no_title(office: str) -> None:
    text = (
        f"Anytown Police\n{office}\nHigh Street\n\nDear Sir\n\nYou asked:\n\n1. How long is "
        "footage kept?\n\nResponse\n\nThirty days on body-worn cameras.\n"
    )

    assert "foi-handling" not in read(text).topics


def test_companions_are_the_likeliest_and_never_more_than_three() -> None:
    points = {"drones": 20.0, "finance": 9.0, "ict": 8.0, "cctv": 7.0, "property": 6.0}
    evidence = Evidence(points=points, words={}, questions={}, asked=5, exemptions=())

    assert companions(evidence, "drones", {"any": -1.0}) == ()
    assert companions(evidence, "drones", {"any": -1.0, "ict": 3.0, "cctv": 2.0}) == (
        "ict",
        "cctv",
    )
    assert len(companions(evidence, "drones", {"any": 1.0})) == 3


def test_weights_learned_from_letters_follow_what_they_are_about() -> None:
    def lesson(money: bool) -> Lesson:
        points = {"drones": 20.0, "finance": 12.0 if money else 1.0}
        words = {"finance": 4 if money else 1}
        evidence = Evidence(points=points, words=words, questions={}, asked=4, exemptions=())
        topics = frozenset({"drones", "finance"} if money else {"drones"})
        return Lesson(evidence=evidence, main="drones", topics=topics)

    lessons = [lesson(money=number % 2 == 0) for number in range(20)]
    weights = fit(lessons)

    for one in lessons:
        assert {one.main, *companions(one.evidence, one.main, weights)} == one.topics


def test_of_equals_the_one_that_more_of_the_request_asks_about_is_main() -> None:
    assert main_topic({"taser": 10.0, "firearms": 9.8}) == "taser"
    assert main_topic({"taser": 10.0, "firearms": 9.8}, {"firearms": 2, "taser": 1}) == "firearms"
    assert main_topic({"taser": 0.5}) is None


def test_every_topic_has_a_label_and_words_to_find_it_by() -> None:
    assert len(subjects()) == 54
    for topic, subject in subjects().items():
        assert subject.label, topic
        assert subject.strong, topic


@pytest.mark.parametrize("topic", sorted(subjects()))
def test_its_own_first_words_find_a_topic(topic: str) -> None:
    phrase = subjects()[topic].strong[0]
    text = f"Dear Sir\n\nYou asked:\n\n1. How many records mention {phrase}?\n\nResponse\n\n7.\n"

    assert read(text).topics[:1] == (topic,)


def test_the_topics_are_those_of_the_shared_list(corpus: Path) -> None:
    with (corpus.parent / "topics.csv").open(encoding="utf-8", newline="") as file:
        shared = {row["id"]: row["label"] for row in csv.DictReader(file)}

    assert {topic: subject.label for topic, subject in subjects().items()} == shared
