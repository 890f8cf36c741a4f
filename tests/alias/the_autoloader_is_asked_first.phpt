--TEST--
A Worker that the script's autoloader has is the one that is used
--EXTENSIONS--
crew
--FILE--
<?php
spl_autoload_register(function ($name) {
    echo "asked for $name\n";
    eval('class Worker { public $mine = "mine"; }');
});
echo (new Worker)->mine, "\n";
?>
--EXPECT--
asked for Worker
mine
