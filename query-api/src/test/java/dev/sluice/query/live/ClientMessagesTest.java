package dev.sluice.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.query.live.ClientMessage.Resume;
import dev.sluice.query.live.ClientMessage.Subscribe;
import dev.sluice.query.live.ClientMessage.Unsubscribe;
import dev.sluice.window.WindowLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessagesTest {
  private static ClientMessage parse(String json) {
    return ClientMessages.parse(json.replace('\'', '"'));
  }

  @Test
  void everyMessageOfTheProtocolIsRead() {
    assertThat(parse("{'op':'subscribe','id':'s1','to':'device','device_id':'d:1'}"))
        .isEqualTo(new Subscribe("s1", new Topic.Device("d:1")));
    assertThat(parse("{'op':'subscribe','id':'s1','to':'type','event_type':'t'}"))
        .isEqualTo(new Subscribe("s1", new Topic.EventType("t")));
    assertThat(parse("{'op':'subscribe','id':'s1','to':'alerts'}"))
        .isEqualTo(new Subscribe("s1", new Topic.Alerts(null, null)));
    assertThat(parse("{'op':'subscribe','id':'s1','to':'alerts','device_id':'d','rule':'r'}"))
        .isEqualTo(new Subscribe("s1", new Topic.Alerts("d", "r")));
    assertThat(
            parse(
                "{'op':'subscribe','id':'s1','to':'windows','event_type':'t','field':'/payload/c',"
                    + "'window':'1h'}"))
        .isEqualTo(new Subscribe("s1", new Topic.Windows("t", "/payload/c", WindowLength.HOUR)));
    assertThat(parse("{'op':'subscribe','id':'s1','to':'pipeline'}"))
        .isEqualTo(new Subscribe("s1", new Topic.Pipeline()));
    assertThat(parse("{'op':'unsubscribe','id':'s1'}")).isEqualTo(new Unsubscribe("s1"));
    assertThat(parse("{'op':'resume','token':'abc'}")).isEqualTo(new Resume("abc"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no json|null",
        "[]|null",
        "7|null",
        "{}|op",
        "{'op':7}|op",
        "{'op':'publish'}|op",
        "{'op':'subscribe','op':'subscribe'}|null",
        "{'op':'subscribe'}|id",
        "{'op':'subscribe','id':''}|id",
        "{'op':'subscribe','id':'a b'}|id",
        "{'op':'subscribe','id':'s'}|to",
        "{'op':'subscribe','id':'s','to':'moon'}|to",
        "{'op':'subscribe','id':'s','to':'device'}|device_id",
        "{'op':'subscribe','id':'s','to':'device','device_id':null}|device_id",
        "{'op':'subscribe','id':'s','to':'device','device_id':'a/b'}|device_id",
        "{'op':'subscribe','id':'s','to':'device','device_id':['d']}|device_id",
        "{'op':'subscribe','id':'s','to':'device','device_id':'d','rule':'r'}|rule",
        "{'op':'subscribe','id':'s','to':'type','event_type':'a:b'}|event_type",
        "{'op':'subscribe','id':'s','to':'alerts','rule':'a b'}|rule",
        "{'op':'subscribe','id':'s','to':'windows','window':'1d'}|window",
        "{'op':'subscribe','id':'s','to':'windows','field':'celsius'}|field",
        "{'op':'unsubscribe','id':'s','to':'device'}|to",
        "{'op':'resume'}|token",
        "{'op':'unsubscribe','id':'s'} x|null",
        "{'op':{'a':{'b':{'c':{'d':1}}}}}|null",
      })
  void whatIsWrongIsRefusedByTheNameOfItsMember(String json, String member) {
    LiveRefusal refusal = catchThrowableOfType(LiveRefusal.class, () -> parse(json));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(String.valueOf(refusal.parameter())).isEqualTo(member);
    assertThat(refusal.detail()).isNotBlank().hasSizeLessThan(300);
  }

  @Test
  void absurdlyLongValuesAreNotRepeated() {
    String json = "{'op':'subscribe','id':'" + "x".repeat(10_000) + "'}";
    LiveRefusal refusal = catchThrowableOfType(LiveRefusal.class, () -> parse(json));
    assertThat(refusal.detail()).hasSizeLessThan(200);
  }
}
