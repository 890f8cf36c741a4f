--TEST--
What the autoloader throws comes through
--EXTENSIONS--
crew
--FILE--
<?php
spl_autoload_register(function ($name) {
    throw new LogicException("no $name today");
});
try {
    new Worker('tcp://127.0.0.1:0');
} catch (LogicException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
no Worker today
