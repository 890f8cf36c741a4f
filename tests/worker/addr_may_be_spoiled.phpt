--TEST--
An addr that start() cannot use is named
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
foreach (['nonsense', '', null, 80, []] as $addr) {
    $worker->addr = $addr;
    try {
        $worker->start();
    } catch (Exception $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Crew\AddressException: cannot listen on "nonsense": expected scheme://host:port, for example tcp://0.0.0.0:9800
Crew\Exception: Crew\Worker has no address: call parent::__construct('tcp://...') or set $addr
Crew\Exception: Crew\Worker has no address: call parent::__construct('tcp://...') or set $addr
Crew\Exception: Crew\Worker has no address: call parent::__construct('tcp://...') or set $addr
Crew\Exception: Crew\Worker has no address: call parent::__construct('tcp://...') or set $addr
