"""The core of Huiyin: records, rules, store and exchange. It knows no screen."""
