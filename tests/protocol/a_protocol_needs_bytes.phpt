--TEST--
A protocol class cannot be had where there are messages already
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

eval(JSON_LINES);
foreach ([['text://127.0.0.1:0', null], ['frame://127.0.0.1:0', null], ['tcp://127.0.0.1:0', ['frame' => ['delimiter' => ';']]]] as [$address, $context]) {
    $worker = new Worker($address, $context);
    $worker->protocol = 'JsonLines';
    try {
        $worker->start();
    } catch (Crew\OptionException $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
a protocol cannot be had on "text://127.0.0.1:0", which has messages of its own: use tcp:// or unix://
a protocol cannot be had on "frame://127.0.0.1:0", which has messages of its own: use tcp:// or unix://
frame cannot be had beside a protocol, which frames messages itself
