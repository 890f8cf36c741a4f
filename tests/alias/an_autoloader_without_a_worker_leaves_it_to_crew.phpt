--TEST--
When no autoloader has a Worker it is Crew's
--EXTENSIONS--
crew
--FILE--
<?php
spl_autoload_register(function ($name) {
    echo "asked for $name\n";
});
echo get_class(new Worker('tcp://127.0.0.1:0')), "\n";
echo get_class(new Worker('tcp://127.0.0.1:0')), "\n";
?>
--EXPECT--
asked for Worker
Crew\Worker
Crew\Worker
