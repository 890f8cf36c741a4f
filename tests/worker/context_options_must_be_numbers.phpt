--TEST--
A context option that is no number is refused by name and value; options that are not ours are left alone
--EXTENSIONS--
crew
--FILE--
<?php
foreach ([['backlog' => '10 cats'], ['backlog' => 1.5], ['tcp_nodelay' => 'no'], ['backlog' => -1], ['other' => []],
    ['tcp_nodelay' => false, 'backlog' => '128']] as $options) {
    try {
        new Crew\Worker('tcp://127.0.0.1:0', ['socket' => $options]);
        echo "fine\n";
    } catch (Crew\OptionException $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
backlog must be a whole number or a boolean, string 10 cats given
backlog must be a whole number or a boolean, float given
tcp_nodelay must be a whole number or a boolean, string no given
backlog must be between 1 and 2147483647, -1 given
fine
fine
