package io.shopledger.shopify.customer;

import static io.shopledger.shopify.observation.TwoShapes.OPEN;
import static io.shopledger.shopify.observation.TwoShapes.READ;
import static io.shopledger.shopify.observation.TwoShapes.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.history.StoreKind;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.observation.Fragments;
import io.shopledger.shopify.observation.TwoShapes;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CustomerTwoShapesTest {
    /** What webhooks do not tell any more, or never did. */
    private static final String[] SINCE_2025 = StoreKind.CUSTOMER.ofReads().toArray(String[]::new);

    private final TwoShapes zoe = TwoShapes.of("""
            {"id":706405506930370084,"admin_graphql_api_id":"gid://shopify/Customer/706405506930370084",
             "email":"zoe@example.com","phone":"+4930123","first_name":"Zoë","last_name":"","note":"likes ❤\\nand blue",
             "created_at":"2025-12-31T19:00:00-05:00","updated_at":"2026-11-01T13:00:00+01:00","state":"disabled",
             "verified_email":true,"multipass_identifier":null,"tax_exempt":false,"currency":"EUR",
             "tax_exemptions":["EU_REVERSE_CHARGE_EXEMPTION_RULE","CA_STATUS_CARD_EXEMPTION"],
             "addresses":[
               {"id":12,"customer_id":706405506930370084,"first_name":null,"last_name":null,"company":"Acme","address1":"Weg 1",
                "address2":"","city":"Bonn","province":null,"country":"Germany","zip":"53111","phone":null,"name":"",
                "province_code":null,"country_code":"DE","country_name":"Germany","default":false}],
             "default_address":
               {"id":11,"customer_id":706405506930370084,"first_name":"Zoë","last_name":"Ng","company":null,"address1":"1 Elm",
                "address2":"Flat 2","city":"Ottawa","province":"Ontario","country":"Canada","zip":"K2P 2L8","phone":"555",
                "name":"Zoë Ng","province_code":"ON","country_code":"CA","country_name":"Canada","default":true}}
            """, """
            {"id":"gid://shopify/Customer/706405506930370084","firstName":"Zoë","lastName":null,"state":"DISABLED",
             "note":"likes ❤\\nand blue","tags":["vip"],"taxExempt":false,
             "taxExemptions":["CA_STATUS_CARD_EXEMPTION","EU_REVERSE_CHARGE_EXEMPTION_RULE"],"locale":"de",
             "verifiedEmail":true,"multipassIdentifier":null,"createdAt":"2026-01-01T00:00:00Z",
             "updatedAt":"2026-11-01T12:00:00Z",
             "defaultEmailAddress":{"emailAddress":"zoe@example.com","marketingState":"SUBSCRIBED",
               "marketingOptInLevel":"SINGLE_OPT_IN","marketingUpdatedAt":"2026-02-03T04:05:06Z"},
             "defaultPhoneNumber":{"phoneNumber":"+4930123","smsMarketingConsent":{"state":"NEVER_SUBSCRIBED",
               "optInLevel":"UNKNOWN","updatedAt":null,"collectedFrom":"OTHER"}},
             "defaultAddress":{"id":"gid://shopify/MailingAddress/11?model_name=CustomerAddress"},
             "addressesV2":{"nodes":[
               {"id":"gid://shopify/MailingAddress/11?model_name=CustomerAddress","firstName":"Zoë","lastName":"Ng",
                "name":"Zoë Ng","company":"","address1":"1 Elm","address2":"Flat 2","city":"Ottawa","province":"Ontario",
                "provinceCode":"ON","country":"Canada","countryCodeV2":"CA","zip":"K2P 2L8","phone":"555"},
               {"id":"gid://shopify/MailingAddress/12?model_name=CustomerAddress","firstName":null,"lastName":null,
                "name":null,"company":"Acme","address1":"Weg 1","address2":null,"city":"Bonn","province":null,
                "provinceCode":null,"country":"Germany","countryCodeV2":"DE","zip":"53111","phone":null}],
               "pageInfo":{"hasNextPage":false,"endCursor":"x"}}}
            """);

    private ObserveCustomer told() {
        return new CustomersObserved().told(zoe.webhook(), WEBHOOK, OPEN);
    }

    private ObserveCustomer read() {
        return (ObserveCustomer)
                new CustomersObserved().read(zoe.graphql(), READ, OPEN).get(0);
    }

    private void assertOneRecord(String... notKnownToBoth) {
        TwoShapes.assertOneRecord(told().record(), read().record(), notKnownToBoth);
    }

    /** As webhooks were until 2025. */
    private void withTagsAndConsent() {
        zoe.webhook("/tags", "' vip '")
                .webhook(
                        "/email_marketing_consent",
                        "{'state':'subscribed','opt_in_level':'single_opt_in',"
                                + "'consent_updated_at':'2026-02-03T05:05:06+01:00'}")
                .webhook(
                        "/sms_marketing_consent",
                        "{'state':'not_subscribed','opt_in_level':'unknown','consent_updated_at':null,"
                                + "'consent_collected_from':'OTHER'}");
    }

    private static JsonNode personal(ObserveCustomer seen) {
        return ShopifyData.JSON.readTree(
                Objects.requireNonNull(seen.record().personal()).ciphertext());
    }

    @Test
    void node_hasWhatTheFragmentSelectsAndNothingElse() {
        assertThat(Fragments.paths(zoe.node())).isEqualTo(Fragments.selected("Customer"));
    }

    @Test
    void todaysCustomer_isOneRecordBesidesWhatWebhooksDoNotTell() {
        assertOneRecord(SINCE_2025);
        assertThat(read().record().unknown()).isEqualTo(StoreKind.CUSTOMER.ofWebhooks());
    }

    @Test
    void olderWebhook_isOneRecordWithTagsAndConsent() {
        withTagsAndConsent();
        assertOneRecord("locale");
        assertThat(told().record().emailMarketingUpdatedAt()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(read().record().smsMarketingState()).isEqualTo("NOT_SUBSCRIBED");
        assertThat(read().record().tags()).containsExactly("vip");
    }

    @Test
    void personalFields_areAllThereAndNothingThatFollowsFromThem() {
        JsonNode fields = personal(read());
        assertThat(fields).isEqualTo(ShopifyData.JSON.readTree("""
                {"addresses":[{"address1":"1 Elm","address2":"Flat 2","city":"Ottawa","country":"Canada","country_code":"CA",
                   "first_name":"Zoë","id":11,"last_name":"Ng","phone":"555","province":"Ontario","province_code":"ON",
                   "zip":"K2P 2L8"},
                  {"address1":"Weg 1","city":"Bonn","company":"Acme","country":"Germany","country_code":"DE","id":12,
                   "zip":"53111"}],
                 "default_address_id":11,"email":"zoe@example.com","first_name":"Zoë","note":"likes ❤\\nand blue",
                 "phone":"+4930123"}"""));
        assertThat(new TreeSet<>(fields.propertyNames()))
                .isSubsetOf("first_name", "last_name", "email", "phone", "note", "addresses", "default_address_id");
    }

    @Test
    void nothingPersonal_isInThePlainPart() {
        for (CustomerRecord plain : List.of(
                CustomerFromWebhook.record(zoe.webhook(), null), CustomerFromGraphQl.record(zoe.graphql(), null))) {
            assertThat(StoredJson.MAPPER.writeValueAsString(plain))
                    .contains("EU_REVERSE_CHARGE_EXEMPTION_RULE")
                    .doesNotContain("zoe", "Zoë", "4930", "Elm", "blue");
        }
        for (ObserveCustomer seen : List.of(told(), read())) {
            assertThat(Objects.requireNonNull(seen.record().personal()).key())
                    .as("sealed under the customer's own key")
                    .isEqualTo("customer/7/706405506930370084");
        }
    }

    @Test
    void withoutAddresses_isOneRecord() {
        zoe.webhook("/addresses", "[]").webhook("/default_address", null);
        zoe.graphql("/addressesV2/nodes", "[]").graphql("/defaultAddress", "null");
        assertOneRecord(SINCE_2025);
        assertThat(personal(told()).has("addresses")).isFalse();
    }

    @Test
    void anotherDefaultAddress_isAChange() {
        zoe.graphql("/defaultAddress/id", "'gid://shopify/MailingAddress/12?model_name=CustomerAddress'");
        assertThat(read().record().personal()).isNotEqualTo(told().record().personal());
    }

    @ParameterizedTest
    @CsvSource({
        "enabled,ENABLED",
        "invited,INVITED",
        "something_new,SOMETHING_NEW",
    })
    void anyState_isOneRecord(String inWebhook, String inGraphQl) {
        zoe.webhook("/state", "'" + inWebhook + "'").graphql("/state", "'" + inGraphQl + "'");
        assertOneRecord(SINCE_2025);
        assertThat(told().record().state()).isEqualTo(inGraphQl);
    }

    @Test
    void neitherEmailNorPhone_meansNoConsentWhateverTheWebhookSays() {
        withTagsAndConsent();
        zoe.webhook("/email", "null").webhook("/phone", "''");
        zoe.webhook("/email_marketing_consent", "{'state':'not_subscribed','opt_in_level':null}");
        zoe.graphql("/defaultEmailAddress", "null").graphql("/defaultPhoneNumber", "null");
        assertOneRecord("locale");
        assertThat(told().record().emailMarketingState()).isNull();
        assertThat(told().record().knows("email_marketing_state")).isTrue();
    }

    @Test
    void protectedFieldsThatAreMissing_areUnknownAndNotCleared() {
        zoe.webhook("/email", null);
        assertThat(told().record().knows("personal")).isFalse();
        assertOneRecord(with(SINCE_2025, "personal"));
        zoe.graphql("/defaultEmailAddress", null);
        assertThat(read().record().knows("personal")).isFalse();
        assertThat(read().record().knows("email_marketing_state")).isFalse();
        assertThat(read().record().knows("sms_marketing_state")).isTrue();
    }

    @Test
    void pageOfAddressesThatWasNotRead_leavesThePersonalPartUnknown() {
        zoe.graphql("/addressesV2/pageInfo/hasNextPage", "true");
        assertOneRecord(with(SINCE_2025, "personal"));
    }

    @Test
    void tenAddressesInAWebhook_mayNotBeAll() {
        for (int id = 13; id < 21; id++) {
            zoe.webhook("/addresses/-", address(id));
        }
        assertThat(told().record().knows("personal")).isTrue();
        assertThat(told().partial()).isFalse();
        zoe.webhook("/addresses/-", address(21));
        assertThat(told().record().knows("personal")).isFalse();
        assertThat(told().partial()).as("a read by id tells all").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/note,true",
        "/addresses,true",
        "/default_address,true",
        "/first_name,false",
        "/email,false",
        "/phone,false",
        "/addresses/0/zip,false"
    })
    void missingKey_isUnknown_andToldByAReadUnlessShopifyWithholdsIt(String key, boolean cut) {
        zoe.webhook(key, null);
        assertThat(told().record().knows("personal")).isFalse();
        assertThat(told().partial()).isEqualTo(cut);
    }

    @Test
    void customerWithoutAddresses_hasNoDefaultOneToo_whetherTheKeyIsThereOrNot() {
        zoe.webhook("/addresses", "[]").webhook("/default_address", null);
        zoe.graphql("/addressesV2/nodes", "[]").graphql("/defaultAddress", "null");
        assertOneRecord(SINCE_2025);
    }

    private static String address(int id) {
        return "{'id':" + id + ",'first_name':null,'last_name':null,'company':null,'address1':null,'address2':null,"
                + "'city':null,'province':null,'province_code':null,'country':null,'country_code':null,'zip':null,"
                + "'phone':null}";
    }

    @Test
    void nullTimeAndMissingTime_areAbsentAndUnknown() {
        zoe.webhook("/created_at", "null").graphql("/createdAt", "null");
        assertOneRecord(SINCE_2025);
        zoe.webhook("/created_at", null);
        assertOneRecord(with(SINCE_2025, "created_at"));
    }

    private static String[] with(String[] fields, String more) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = more;
        return all;
    }
}
