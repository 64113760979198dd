package org.lifeboat.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

class QubesXmlTest {

    private static List<Vm> parse(String document) throws CatalogException {
        return QubesXml.parse(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Vm> list(String elements) throws CatalogException {
        return parse(
                "<QubesVmCollection default_kernel=\"3.2\">" + elements + "</QubesVmCollection>");
    }

    private static Vm only(String element) throws CatalogException {
        List<Vm> vms = list(element);
        assertThat(vms).hasSize(1);
        return vms.getFirst();
    }

    @Test
    void aVmOfTheBackupIsReadWithAllThatIsKnownOfIt() throws CatalogException {
        Vm vm =
                only(
                        """
                        <QubesAppVm qid="5" name="work" label="green" template_qid="9"
                            backup_content="True" backup_path="vm5" backup_size="223327232"
                            installed_by_rpm="False" internal="False" dir_path="/var/lib/x"/>
                        """);
        assertThat(vm)
                .isEqualTo(
                        new Vm(
                                "work",
                                VmType.APP,
                                "green",
                                "vm5",
                                true,
                                OptionalLong.of(223327232),
                                false));
    }

    @Test
    void allVmsAreListedThoseOutsideTheBackupToo() throws CatalogException {
        List<Vm> vms =
                list(
                        """
                        <QubesAppVm name="in" backup_content="True" backup_path="vm1"/>
                        <QubesAppVm name="out" backup_content="False" backup_path="vm2"/>
                        <QubesAppVm name="silent"/>
                        """);
        assertThat(vms).extracting(Vm::name).containsExactly("in", "out", "silent");
        assertThat(vms).extracting(Vm::included).containsExactly(true, false, false);
        assertThat(vms).extracting(Vm::path).containsExactly("vm1", "", "");
    }

    @ParameterizedTest
    @CsvSource({
        "QubesAppVm, APP",
        "QubesTemplateVm, TEMPLATE",
        "QubesTemplateHVm, TEMPLATE",
        "QubesHVm, HVM",
        "QubesNetVm, NET",
        "QubesProxyVm, PROXY",
        "QubesDisposableVm, DISPOSABLE",
        "QubesAdminVm, ADMIN"
    })
    void anElementTellsItsVmsType(String element, VmType type) throws CatalogException {
        assertThat(only("<" + element + " name=\"x\" template_qid=\"3\"/>").type()).isEqualTo(type);
    }

    @Test
    void anAppVmWithoutATemplateIsStandalone() throws CatalogException {
        assertThat(only("<QubesAppVm name=\"x\" template_qid=\"none\"/>").type())
                .isEqualTo(VmType.STANDALONE);
        assertThat(only("<QubesAppVm name=\"x\"/>").type()).isEqualTo(VmType.APP);
    }

    @Test
    void theTermsAreThoseOfQubes() {
        assertThat(VmType.values())
                .extracting(VmType::term)
                .containsExactlyInAnyOrder(
                        "AppVM",
                        "TemplateVM",
                        "StandaloneVM",
                        "NetVM",
                        "ProxyVM",
                        "HVM",
                        "DispVM",
                        "AdminVM");
    }

    @Test
    void dom0IsTheAdminVm() throws CatalogException {
        Vm dom0 =
                only(
                        """
                        <QubesAdminVm qid="0" name="dom0" label="black"
                            backup_content="True" backup_path="dom0-home/anna/"/>
                        """);
        assertThat(dom0.isDom0()).isTrue();
        assertThat(dom0.path()).isEqualTo("dom0-home/anna");
    }

    @Test
    void whatQubesBringsItselfIsTold() throws CatalogException {
        assertThat(only("<QubesTemplateVm name=\"x\" installed_by_rpm=\"True\"/>").system())
                .isTrue();
        assertThat(only("<QubesAppVm name=\"x\" internal=\"true\"/>").system()).isTrue();
        assertThat(only("<QubesAppVm name=\"x\" internal=\"False\"/>").system()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "12 MB", "1e9", "9999999999999999999999", "0x10", "None"})
    void aSizeThatIsNoneIsUnknown(String size) throws CatalogException {
        assertThat(only("<QubesAppVm name=\"x\" backup_size=\"" + size + "\"/>").sizeOnDisk())
                .isEmpty();
    }

    @Test
    void aVmMayHaveAnyName() throws CatalogException {
        assertThat(only("<QubesAppVm name=\"../&lt;b&gt;&#252; 漢\"/>").name())
                .isEqualTo("../<b>ü 漢");
    }

    @Test
    void whatIsNoVmIsLeftOut() throws CatalogException {
        assertThat(
                        list(
                                """
                                <!-- a comment -->
                                <QubesFutureVm name="x"/>
                                <QubesAppVm label="no name"/>
                                <QubesAppVm name=""/>
                                <wrapper><QubesAppVm name="too deep"/></wrapper>
                                """))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no markup",
                "<qubes/>",
                "<domains><QubesAppVm name=\"x\"/></domains>",
                "<QubesVmCollection>",
                "<QubesVmCollection></QubesVmCollection><QubesVmCollection/>",
                "<QubesVmCollection><QubesAppVm name=\"x\"></QubesVmCollection>",
                "<QubesVmCollection><QubesAppVm name=\"x\" name=\"y\"/></QubesVmCollection>",
                "<QubesVmCollection><QubesAppVm name=\"&unknown;\"/></QubesVmCollection>",
                "<QubesVmCollection>&unknown;</QubesVmCollection>",
                "\0\0\0\0"
            })
    void whatIsNoListOfVmsIsRefused(String document) {
        assertThatExceptionOfType(CatalogException.class).isThrownBy(() -> parse(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE QubesVmCollection>",
                "<!DOCTYPE QubesVmCollection SYSTEM \"file:///etc/passwd\">",
                "<!DOCTYPE QubesVmCollection SYSTEM \"http://localhost:1/x.dtd\">",
                "<!DOCTYPE QubesVmCollection [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE QubesVmCollection [<!ENTITY % e SYSTEM \"file:///etc/passwd\"> %e;]>",
                "<!DOCTYPE QubesVmCollection [<!ENTITY e \"text\">]>"
            })
    void aDocumentTypeIsRefused(String docType) {
        for (String name : List.of("x", "&e;")) {
            String document =
                    "<?xml version=\"1.0\"?>"
                            + docType
                            + "<QubesVmCollection><QubesAppVm name=\""
                            + name
                            + "\"/></QubesVmCollection>";
            assertThatExceptionOfType(CatalogException.class).isThrownBy(() -> parse(document));
        }
    }

    @Test
    @Timeout(5)
    void aBillionLaughsAreRefused() {
        StringBuilder entities = new StringBuilder("<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">");
        }
        for (String use : List.of("name=\"&e9;\"/>", "name=\"x\">&e9;</QubesAppVm>")) {
            String document =
                    "<!DOCTYPE QubesVmCollection ["
                            + entities
                            + "]><QubesVmCollection><QubesAppVm "
                            + use
                            + "</QubesVmCollection>";
            assertThatExceptionOfType(CatalogException.class).isThrownBy(() -> parse(document));
        }
    }

    @Test
    void alteredBytesNeverEndInAnythingButARefusal() {
        byte[] document =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <QubesVmCollection><!-- c --><QubesAppVm name="w&#252;rk" backup_size="12"
                 backup_content="True" backup_path="vm5"/><![CDATA[x]]></QubesVmCollection>
                """
                        .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(4);
        for (int round = 0; round < 3000; round++) {
            byte[] altered = Arrays.copyOf(document, document.length - round % 7);
            for (int i = 0; i <= round % 3; i++) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            }
            try {
                QubesXml.parse(altered);
            } catch (CatalogException expected) {
                // A list that says something else is as good; anything else thrown is not.
            }
        }
    }

    @Test
    void aRefusalPrintsNothing() {
        PrintStream original = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            byte[] latin1 = "<QubesVmCollection>é".getBytes(StandardCharsets.ISO_8859_1);
            assertThatExceptionOfType(CatalogException.class)
                    .isThrownBy(() -> QubesXml.parse(latin1));
            assertThatExceptionOfType(CatalogException.class).isThrownBy(() -> parse("<"));
        } finally {
            System.setErr(original);
        }
        assertThat(printed.size()).isZero();
    }

    private static final String DOMAINS =
            """
            <qubes>
              <labels><label color="0x73d216" id="label-4">green</label></labels>
              <properties><property name="name">not a VM's</property></properties>
              <domains>
                <domain id="domain-0" class="AdminVM">
                  <properties><property name="label">label-8</property></properties>
                  <features>
                    <feature name="backup-content">True</feature>
                    <feature name="backup-path">dom0-home/user</feature>
                  </features>
                </domain>
                <domain id="domain-5" class="%s">
                  <properties>
                    <property name="label">label-4</property>
                    <property name="name">work &amp; play</property>
                    <property name="installed_by_rpm">%s</property>
                  </properties>
                  <features>
                    <feature name="backup-content">%s</feature>
                    <feature name="backup-path">vm5/</feature>
                    <feature name="backup-size">20971520</feature>
                  </features>
                  <devices class="pci"><device name="name">another's</device></devices>
                </domain>
              </domains>
            </qubes>
            """;

    @Test
    void aDomainOfTheBackupIsReadWithAllThatIsKnownOfIt() throws CatalogException {
        assertThat(parse(DOMAINS.formatted("AppVM", "False", "True")))
                .containsExactly(
                        new Vm(
                                "dom0",
                                VmType.ADMIN,
                                "label-8",
                                "dom0-home/user",
                                true,
                                OptionalLong.empty(),
                                false),
                        new Vm(
                                "work & play",
                                VmType.APP,
                                "green",
                                "vm5",
                                true,
                                OptionalLong.of(20971520),
                                false));
    }

    @ParameterizedTest
    @CsvSource({
        "AppVM, APP",
        "TemplateVM, TEMPLATE",
        "StandaloneVM, STANDALONE",
        "DispVM, DISPOSABLE"
    })
    void aDomainsClassIsItsType(String element, VmType type) throws CatalogException {
        assertThat(parse(DOMAINS.formatted(element, "", "1")).getLast().type()).isEqualTo(type);
    }

    @Test
    void aDomainOfAnUnknownClassIsLeftOut() throws CatalogException {
        assertThat(parse(DOMAINS.formatted("RemoteVM", "", "1"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"True, true", "1, true", "'', false", "False, false", "0, false"})
    void aFeatureIsTrueAsQubesTakesIt(String value, boolean included) throws CatalogException {
        Vm vm = parse(DOMAINS.formatted("AppVM", value, value)).getLast();
        assertThat(vm.included()).isEqualTo(included);
        assertThat(vm.system()).isEqualTo(included);
        assertThat(vm.path()).isEqualTo(included ? "vm5" : "");
    }
}
