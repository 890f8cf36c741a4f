--TEST--
A subclass that does not call the constructor is told so by start()
--EXTENSIONS--
crew
--FILE--
<?php
class Forgetful extends Crew\Worker
{
    public function __construct()
    {
    }
}

try {
    (new Forgetful)->start();
} catch (Crew\Exception $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
Forgetful has no address: call parent::__construct('tcp://...') or set $addr
